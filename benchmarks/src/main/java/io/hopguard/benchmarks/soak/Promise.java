package io.hopguard.benchmarks.soak;

import java.util.ArrayList;
import java.util.List;

/**
 * Something that must hold after the calls.
 *
 * @param words what it says
 * @param found what was found
 * @param verdict whether it held
 */
record Promise(String words, String found, Verdict verdict) {
    private static final double MOST_HEAP_CHANGE = 0.05;

    enum Verdict {
        KEPT,
        BROKEN,
        NOT_JUDGED
    }

    static List<Promise> of(Findings findings, SoakPlan plan) {
        List<Promise> promises = new ArrayList<>();
        promises.add(
                of("every call ended", findings.ended() + " of " + plan.calls(), findings.ended() == plan.calls()));
        promises.add(of(
                "every value belongs to its call, every failure is typed",
                findings.strange().isEmpty()
                        ? "no exception"
                        : findings.strange().toString(),
                findings.strange().isEmpty()));
        promises.add(none("connections leased, client open", findings.leased()));
        promises.add(none("calls under way, client open", findings.underWay()));
        promises.add(of(
                "the breaker lets calls through again",
                findings.breakerCloses() ? "yes" : "no",
                findings.breakerCloses()));
        promises.add(of(
                plan.places() + " calls, as many as the bulkhead has places, run at once",
                findings.allPlacesFree() ? "yes" : "no",
                findings.allPlacesFree()));
        promises.add(heap(findings, plan.judgesHeap()));
        promises.add(of(
                "close(grace) had nothing to end", findings.closedInPeace() ? "yes" : "no", findings.closedInPeace()));
        promises.add(none("connections open at the server, client closed", findings.openAtServer()));
        promises.add(of(
                "no thread of the client runs, client closed",
                findings.threads().isEmpty() ? "none" : findings.threads().toString(),
                findings.threads().isEmpty()));
        return promises;
    }

    private static Promise of(String words, String found, boolean kept) {
        return new Promise(words, found, kept ? Verdict.KEPT : Verdict.BROKEN);
    }

    private static Promise none(String words, long found) {
        return of("no " + words, Long.toString(found), found == 0);
    }

    private static Promise heap(Findings findings, boolean judged) {
        double change = findings.heapChange();
        Verdict verdict = Math.abs(change) <= MOST_HEAP_CHANGE ? Verdict.KEPT : Verdict.BROKEN;
        return new Promise(
                "the heap after a full collection is that after the warm-up, within 5 %",
                String.format(
                        java.util.Locale.ROOT,
                        "%,d kB, then %,d kB: %+.1f %%",
                        findings.heapBefore() / 1_024,
                        findings.heapAfter() / 1_024,
                        change * 100),
                judged ? verdict : Verdict.NOT_JUDGED);
    }
}

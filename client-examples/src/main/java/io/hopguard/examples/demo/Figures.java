package io.hopguard.examples.demo;

import io.hopguard.examples.demo.Outcome.Result;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of one contestant.
 *
 * @param calls how many calls it was asked to make
 * @param succeeded those that handed out the right order
 * @param wrongAnswers those that handed out another one
 * @param failed those that ended with an exception
 * @param requestsSent the requests that reached the gateway
 * @param success the times of those that succeeded, or null when none did
 * @param failure the times of the others, or null when all succeeded
 * @param recoveryMillis from the moment that the application was back to the end of the first success, or null for never
 * @param phases calls and requests by phase
 * @param exceptions what the exceptions said
 */
record Figures(
        int calls,
        int succeeded,
        int wrongAnswers,
        int failed,
        int requestsSent,
        @Nullable Percentiles success,
        @Nullable Percentiles failure,
        @Nullable Double recoveryMillis,
        List<PhaseFigures> phases,
        List<Saying> exceptions) {

    /**
     * What was measured during one phase.
     *
     * @param calls the calls that were due in it
     * @param succeeded how many of these succeeded
     * @param requestsSent the requests that reached the gateway in it
     */
    record PhaseFigures(int calls, int succeeded, int requestsSent) {}

    /**
     * Counts.
     *
     * @param sentByPhase how many requests reached the gateway in each phase
     * @param backNanos when the application was back after the outage
     */
    static Figures of(List<Outcome> outcomes, List<Integer> sentByPhase, long backNanos) {
        return new Figures(
                outcomes.size(),
                count(outcomes, Result.RIGHT),
                count(outcomes, Result.WRONG),
                count(outcomes, Result.FAILED),
                sentByPhase.stream().mapToInt(Integer::intValue).sum(),
                Percentiles.of(outcomes, outcome -> outcome.result() == Result.RIGHT),
                Percentiles.of(outcomes, outcome -> outcome.result() != Result.RIGHT),
                recoveryMillis(outcomes, backNanos),
                IntStream.range(0, sentByPhase.size())
                        .mapToObj(phase -> phase(outcomes, phase, sentByPhase.get(phase)))
                        .toList(),
                Saying.grouped(outcomes.stream()
                        .map(Outcome::failure)
                        .filter(Objects::nonNull)
                        .toList()));
    }

    private static int count(List<Outcome> outcomes, Result result) {
        return (int) outcomes.stream().filter(one -> one.result() == result).count();
    }

    private static PhaseFigures phase(List<Outcome> outcomes, int phase, int sent) {
        List<Outcome> due =
                outcomes.stream().filter(one -> one.phase() == phase).toList();
        return new PhaseFigures(due.size(), count(due, Result.RIGHT), sent);
    }

    private static @Nullable Double recoveryMillis(List<Outcome> outcomes, long backNanos) {
        return outcomes.stream()
                .filter(one -> one.result() == Result.RIGHT && one.endNanos() - backNanos >= 0)
                .map(one -> (one.endNanos() - backNanos) / 1e6)
                .min(Double::compare)
                .orElse(null);
    }

    double successRate() {
        return calls == 0 ? 0 : (double) succeeded / calls;
    }

    double requestsPerCall() {
        return calls == 0 ? 0 : (double) requestsSent / calls;
    }
}

package io.hopguard.benchmarks.outage;

import io.hopguard.benchmarks.outage.upstream.Answer;
import io.hopguard.benchmarks.outage.upstream.Counted;
import io.hopguard.benchmarks.outage.upstream.Span;
import io.hopguard.benchmarks.outage.world.Call;
import java.util.ArrayList;
import java.util.List;

/** What is counted while a run goes on. */
final class Tally implements Counted.Counter {
    private static final long SECOND = 1_000_000_000;

    private final Span measured;
    private final List<Call> calls = new ArrayList<>();
    private final int[] loadBySecond;
    private long requestsMeasured;
    private double workNanosMeasured;

    Tally(Span measured, int seconds) {
        this.measured = measured;
        this.loadBySecond = new int[seconds];
    }

    void began(Call call) {
        calls.add(call);
    }

    List<Call> calls() {
        return calls;
    }

    @Override
    public void arrived(Call call, long nowNanos) {
        int second = (int) (nowNanos / SECOND);
        if (second < loadBySecond.length) {
            loadBySecond[second]++;
        }
        if (measured.contains(call.startNanos())) {
            requestsMeasured++;
        }
    }

    @Override
    public void answered(Call call, Answer answer) {
        if (measured.contains(call.startNanos())) {
            workNanosMeasured += answer.workNanos();
        }
    }

    int[] loadBySecond() {
        return loadBySecond.clone();
    }

    long requestsMeasured() {
        return requestsMeasured;
    }

    double workNanosMeasured() {
        return workNanosMeasured;
    }
}

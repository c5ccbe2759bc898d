package io.hopguard.benchmarks.outage.peer;

import java.util.ArrayDeque;
import java.util.Deque;

/** Polly's breaker with the numbers of .NET's standard handler: opens for 5 s from 10 % failures on, of 100 or more in 30 s. */
final class PollyBreaker {
    private static final double RATIO = 0.1;
    private static final int LEAST = 100;
    private static final long WINDOW_NANOS = 30_000_000_000L;
    private static final long BREAK_NANOS = 5_000_000_000L;

    private record Sample(long nanos, boolean failed) {}

    private final Deque<Sample> samples = new ArrayDeque<>();
    private int failures;
    private boolean open;
    private boolean probing;
    private long openUntilNanos;

    /** Whether an attempt may go; when it has been open long enough, one probe may. */
    boolean allows(long now) {
        if (!open) {
            return true;
        }
        if (probing || now < openUntilNanos) {
            return false;
        }
        probing = true;
        return true;
    }

    void report(long now, boolean failed) {
        if (open) {
            if (probing) {
                endProbe(now, failed);
            }
            return;
        }
        samples.addLast(new Sample(now, failed));
        failures += failed ? 1 : 0;
        while (samples.getFirst().nanos <= now - WINDOW_NANOS) {
            failures -= samples.removeFirst().failed ? 1 : 0;
        }
        if (failed && samples.size() >= LEAST && failures >= RATIO * samples.size()) {
            open = true;
            openUntilNanos = now + BREAK_NANOS;
        }
    }

    private void endProbe(long now, boolean failed) {
        probing = false;
        open = failed;
        openUntilNanos = now + BREAK_NANOS;
        samples.clear();
        failures = 0;
    }
}

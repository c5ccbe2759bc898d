package io.hopguard.benchmarks.outage;

import io.hopguard.benchmarks.outage.upstream.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * When calls begin: by chance, at a steady rate, with one stretch of time at another rate.
 *
 * @param perSecond calls in a second
 * @param burst the stretch
 * @param perSecondInBurst calls in a second there
 */
record Arrivals(double perSecond, Span burst, double perSecondInBurst) {
    private static final double SECOND = 1_000_000_000;

    static Arrivals steady(double perSecond) {
        return new Arrivals(perSecond, new Span(-1, -1), perSecond);
    }

    List<Long> nanos(RandomGenerator random, long endNanos) {
        List<Long> times = new ArrayList<>();
        // Strict, because the last bits of a logarithm may differ between processors, and the report must not.
        for (double at = 0; at < endNanos; ) {
            times.add((long) at);
            double gap = -StrictMath.log(1 - random.nextDouble()) * SECOND;
            double slow = at + gap / perSecond;
            at = burst.contains((long) at)
                    ? at + gap / perSecondInBurst
                    : at < burst.fromNanos() ? Math.min(slow, (double) burst.fromNanos()) : slow;
        }
        return times;
    }
}

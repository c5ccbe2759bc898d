package io.hopguard.examples.demo;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The times of some calls, in milliseconds.
 *
 * @param p50Millis half of them took no longer
 * @param p99Millis 99 of 100 of them took no longer
 */
record Percentiles(double p50Millis, double p99Millis) {

    /** Those of the calls that match, or null when none does. */
    static @Nullable Percentiles of(List<Outcome> outcomes, Predicate<Outcome> which) {
        long[] sorted = outcomes.stream()
                .filter(which)
                .mapToLong(Outcome::elapsedNanos)
                .sorted()
                .toArray();
        return sorted.length == 0 ? null : new Percentiles(nearestRank(sorted, 0.50), nearestRank(sorted, 0.99));
    }

    private static double nearestRank(long[] sorted, double share) {
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.max(0, rank - 1)] / 1e6;
    }
}

package io.hopguard.benchmarks.report;

import java.util.List;
import java.util.stream.IntStream;

/**
 * All forks of one benchmark.
 *
 * @param forks in the order in which they ran
 */
record Measured(List<Fork> forks) {
    private static final double MEDIAN = 0.5;

    /** Of all iterations; 0.5 for the median. */
    double score(double quantile) {
        return Quantiles.of(
                forks.stream().flatMap(fork -> fork.scores().stream()).toList(), quantile);
    }

    double bytes() {
        return Quantiles.of(forks.stream().map(Fork::bytes).toList(), MEDIAN);
    }

    /** The median of the forks' times, each over that of the other's fork of the same round. */
    double ratioTo(Measured other) {
        int rounds = Math.min(forks.size(), other.forks.size());
        return Quantiles.of(
                IntStream.range(0, rounds)
                        .mapToObj(round ->
                                forks.get(round).mean() / other.forks.get(round).mean())
                        .toList(),
                MEDIAN);
    }
}

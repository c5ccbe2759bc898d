package io.hopguard.benchmarks.report;

import java.util.List;

/** Quantiles, between neighbours by linear interpolation. */
final class Quantiles {
    private Quantiles() {}

    /** NaN of nothing. */
    static double of(List<Double> values, double quantile) {
        if (values.isEmpty()) {
            return Double.NaN;
        }
        List<Double> sorted = values.stream().sorted().toList();
        double position = quantile * (sorted.size() - 1);
        int below = (int) Math.floor(position);
        int above = (int) Math.ceil(position);
        return sorted.get(below) + (position - below) * (sorted.get(above) - sorted.get(below));
    }
}

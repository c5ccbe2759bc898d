package io.hopguard.benchmarks.report;

import java.util.List;

/**
 * What one fork measured.
 *
 * @param scores time per call, of each iteration
 * @param bytes allocated per call
 */
record Fork(List<Double> scores, double bytes) {
    double mean() {
        return scores.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }
}

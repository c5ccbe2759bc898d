package io.hopguard.examples.picture;

import java.util.Map;
import java.util.NavigableMap;

/**
 * A histogram.
 *
 * @param upTo how many took at most so long, for growing limits
 */
record Buckets(NavigableMap<Double, Double> upTo) {

    /** As Prometheus does it: a straight line within the bucket. NaN when empty, the last limit when past it. */
    double quantile(double quantile) {
        double all = upTo.isEmpty() ? 0 : upTo.lastEntry().getValue();
        if (all <= 0) {
            return Double.NaN;
        }
        double rank = quantile * all;
        double lower = 0;
        double below = 0;
        for (Map.Entry<Double, Double> bucket : upTo.entrySet()) {
            double in = bucket.getValue() - below;
            if (bucket.getValue() >= rank && in > 0) {
                return lower + (bucket.getKey() - lower) * (rank - below) / in;
            }
            lower = bucket.getKey();
            below = bucket.getValue();
        }
        return lower;
    }
}

package io.hopguard.client.policy;

import java.time.Duration;
import java.util.List;

/**
 * What is told to the meter registry, and how much of it: the bounds keep traffic from growing the registry. Without a
 * registry nothing of it matters. Immutable and thread-safe.
 */
public final class MeterPolicy {
    private static final int MOST = 1_000;
    private static final int MOST_BUCKETS = 50;

    private final boolean histograms;
    private final List<Duration> slo;
    private final int maxTemplates;
    private final int maxLiterals;
    private final int maxTargets;

    private MeterPolicy(Builder builder) {
        this.histograms = builder.histograms;
        this.slo = builder.slo;
        this.maxTemplates = builder.maxTemplates;
        this.maxLiterals = builder.maxLiterals;
        this.maxTargets = builder.maxTargets;
    }

    /**
     * Starts from the defaults.
     *
     * @return a builder, not thread-safe
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Whether the timers of calls and attempts have buckets, from which a monitoring system computes percentiles. Percentile
     * histograms with their hundreds of buckets are never made.
     *
     * @return the value, by default off
     */
    public boolean histograms() {
        return histograms;
    }

    /**
     * The upper ends of the buckets, which histograms have beside those at 80 % and 100 % of {@code timeouts.total}.
     *
     * @return the values, by default 5, 10, 25, 50, 100, 250 and 500 ms, 1, 2.5, 5 and 10 s
     */
    public List<Duration> slo() {
        return slo;
    }

    /**
     * How many routes with a variable are told by name; further ones are {@code other}.
     *
     * @return the value, by default 100
     */
    public int maxTemplates() {
        return maxTemplates;
    }

    /**
     * How many pairs of a path without a variable and a method are told by name; further ones are {@code other}.
     *
     * @return the value, by default 10
     */
    public int maxLiterals() {
        return maxLiterals;
    }

    /**
     * How many targets are told by name; further ones are {@code other} together.
     *
     * @return the value, by default 10
     */
    public int maxTargets() {
        return maxTargets;
    }

    /**
     * Checks each value by itself.
     *
     * @param problems takes what is wrong
     */
    public void check(Problems problems) {
        problems.require(
                !slo.isEmpty() && slo.size() <= MOST_BUCKETS,
                "meters.slo",
                slo.size() + " buckets",
                "give 1 to " + MOST_BUCKETS + ", or switch them off with histograms(false)");
        slo.forEach(end -> problems.requirePositive("meters.slo", end));
        bounded("meters.maxTemplates", maxTemplates, problems);
        bounded("meters.maxLiterals", maxLiterals, problems);
        bounded("meters.maxTargets", maxTargets, problems);
    }

    private static void bounded(String property, int value, Problems problems) {
        problems.require(
                value >= 1 && value <= MOST,
                property,
                value,
                "must be 1 to " + MOST + ", because each is a time series for every outcome");
    }

    /** Collects the values of a {@link MeterPolicy}. Not thread-safe. */
    public static final class Builder {
        private boolean histograms;
        private List<Duration> slo = List.of(
                Duration.ofMillis(5),
                Duration.ofMillis(10),
                Duration.ofMillis(25),
                Duration.ofMillis(50),
                Duration.ofMillis(100),
                Duration.ofMillis(250),
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                Duration.ofMillis(2_500),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10));
        private int maxTemplates = 100;
        private int maxLiterals = 10;
        private int maxTargets = 10;

        private Builder() {}

        /**
         * Whether the timers of calls and attempts have buckets.
         *
         * @param value the value, by default off
         * @return this
         */
        public Builder histograms(boolean value) {
            this.histograms = value;
            return this;
        }

        /**
         * The upper ends of the buckets, to which come 80 % and 100 % of {@code timeouts.total}; also switches
         * {@link #histograms(boolean)} on.
         *
         * @param ends the values, by default 5, 10, 25, 50, 100, 250 and 500 ms, 1, 2.5, 5 and 10 s
         * @return this
         */
        public Builder slo(Duration... ends) {
            this.slo = List.of(ends);
            return histograms(true);
        }

        /**
         * How many routes with a variable are told by name.
         *
         * @param value the value, by default 100
         * @return this
         */
        public Builder maxTemplates(int value) {
            this.maxTemplates = value;
            return this;
        }

        /**
         * How many pairs of a path without a variable and a method are told by name.
         *
         * @param value the value, by default 10
         * @return this
         */
        public Builder maxLiterals(int value) {
            this.maxLiterals = value;
            return this;
        }

        /**
         * How many targets are told by name.
         *
         * @param value the value, by default 10
         * @return this
         */
        public Builder maxTargets(int value) {
            this.maxTargets = value;
            return this;
        }

        /**
         * Ends it; the values are checked when the client is built.
         *
         * @return the policy
         */
        public MeterPolicy build() {
            return new MeterPolicy(this);
        }
    }
}

package io.hopguard.client.policy;

import java.time.Duration;

/** When a target is given a rest. There is one breaker for each target; its state machine is resilience4j's. Immutable and thread-safe. */
public final class CircuitBreakerPolicy {
    private static final int MOST_ATTEMPTS = 1_000_000;

    private final boolean enabled;
    private final int failureRateThreshold;
    private final int slidingWindowSize;
    private final int minimumNumberOfCalls;
    private final Duration openFor;
    private final int halfOpenCalls;

    private CircuitBreakerPolicy(Builder builder) {
        this.enabled = builder.enabled;
        this.failureRateThreshold = builder.failureRateThreshold;
        this.slidingWindowSize = builder.slidingWindowSize;
        this.minimumNumberOfCalls = builder.minimumNumberOfCalls;
        this.openFor = builder.openFor;
        this.halfOpenCalls = builder.halfOpenCalls;
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
     * Whether there is a breaker.
     *
     * @return the value, by default on
     */
    public boolean enabled() {
        return enabled;
    }

    /**
     * Percentage of failed attempts in the window from which it opens.
     *
     * @return the value, by default 80
     */
    public int failureRateThreshold() {
        return failureRateThreshold;
    }

    /**
     * How many attempts are looked back at.
     *
     * @return the value, by default 50
     */
    public int slidingWindowSize() {
        return slidingWindowSize;
    }

    /**
     * How many attempts must be known before it may open.
     *
     * @return the value, by default 20
     */
    public int minimumNumberOfCalls() {
        return minimumNumberOfCalls;
    }

    /**
     * How long it refuses before it lets probes through.
     *
     * @return the value, by default 5 s
     */
    public Duration openFor() {
        return openFor;
    }

    /**
     * How many probes decide whether it closes again.
     *
     * @return the value, by default 3
     */
    public int halfOpenCalls() {
        return halfOpenCalls;
    }

    /**
     * Checks each value by itself.
     *
     * @param problems takes what is wrong
     */
    public void check(Problems problems) {
        problems.require(
                failureRateThreshold >= 1 && failureRateThreshold <= 100,
                "circuitBreaker.failureRateThreshold",
                failureRateThreshold,
                "must be a percentage from 1 to 100");
        problems.requireAtLeast("circuitBreaker.slidingWindowSize", slidingWindowSize, 2);
        problems.require(
                slidingWindowSize <= MOST_ATTEMPTS,
                "circuitBreaker.slidingWindowSize",
                slidingWindowSize,
                "must be at most " + MOST_ATTEMPTS + ", which are kept in memory for each target");
        problems.requireAtLeast("circuitBreaker.minimumNumberOfCalls", minimumNumberOfCalls, 1);
        problems.require(
                openFor.compareTo(Duration.ofMillis(1)) >= 0,
                "circuitBreaker.openFor",
                openFor,
                "must be at least 1 ms");
        problems.requireAtLeast("circuitBreaker.halfOpenCalls", halfOpenCalls, 1);
        problems.require(
                minimumNumberOfCalls <= slidingWindowSize,
                "circuitBreaker.minimumNumberOfCalls",
                minimumNumberOfCalls,
                "must not be more than circuitBreaker.slidingWindowSize, which is " + slidingWindowSize);
    }

    /** Collects the values of a {@link CircuitBreakerPolicy}. Not thread-safe. */
    public static final class Builder {
        private boolean enabled = true;
        private int failureRateThreshold = 80;
        private int slidingWindowSize = 50;
        private int minimumNumberOfCalls = 20;
        private Duration openFor = Duration.ofSeconds(5);
        private int halfOpenCalls = 3;

        private Builder() {}

        /**
         * Whether there is a breaker.
         *
         * @param value the value, by default on
         * @return this
         */
        public Builder enabled(boolean value) {
            this.enabled = value;
            return this;
        }

        /**
         * Percentage of failed attempts in the window from which it opens.
         *
         * @param value the value, by default 80
         * @return this
         */
        public Builder failureRateThreshold(int value) {
            this.failureRateThreshold = value;
            return this;
        }

        /**
         * How many attempts are looked back at.
         *
         * @param value the value, by default 50
         * @return this
         */
        public Builder slidingWindowSize(int value) {
            this.slidingWindowSize = value;
            return this;
        }

        /**
         * How many attempts must be known before it may open.
         *
         * @param value the value, by default 20
         * @return this
         */
        public Builder minimumNumberOfCalls(int value) {
            this.minimumNumberOfCalls = value;
            return this;
        }

        /**
         * How long it refuses before it lets probes through.
         *
         * @param value the value, by default 5 s
         * @return this
         */
        public Builder openFor(Duration value) {
            this.openFor = value;
            return this;
        }

        /**
         * How many probes decide whether it closes again.
         *
         * @param value the value, by default 3
         * @return this
         */
        public Builder halfOpenCalls(int value) {
            this.halfOpenCalls = value;
            return this;
        }

        /**
         * Switches it off.
         *
         * @return this
         */
        public Builder off() {
            return enabled(false);
        }

        /**
         * Ends it; the values are checked when the client is built.
         *
         * @return the policy
         */
        public CircuitBreakerPolicy build() {
            return new CircuitBreakerPolicy(this);
        }
    }
}

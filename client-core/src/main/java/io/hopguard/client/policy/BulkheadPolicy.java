package io.hopguard.client.policy;

import java.time.Duration;

/** How many calls may be under way at once in this client. Immutable and thread-safe. */
public final class BulkheadPolicy {
    private final boolean enabled;
    private final int maxConcurrentCalls;
    private final Duration maxWait;

    private BulkheadPolicy(Builder builder) {
        this.enabled = builder.enabled;
        this.maxConcurrentCalls = builder.maxConcurrentCalls;
        this.maxWait = builder.maxWait;
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
     * Whether there is a bulkhead.
     *
     * @return the value, by default on
     */
    public boolean enabled() {
        return enabled;
    }

    /**
     * How many calls may be under way.
     *
     * @return the value, by default 64
     */
    public int maxConcurrentCalls() {
        return maxConcurrentCalls;
    }

    /**
     * How long a further call waits for a place; zero refuses at once.
     *
     * @return the value, by default 5 s
     */
    public Duration maxWait() {
        return maxWait;
    }

    /**
     * Checks each value by itself.
     *
     * @param problems takes what is wrong
     */
    public void check(Problems problems) {
        problems.requireAtLeast("bulkhead.maxConcurrentCalls", maxConcurrentCalls, 1);
        problems.require(!maxWait.isNegative(), "bulkhead.maxWait", maxWait, "must not be negative");
    }

    /** Collects the values of a {@link BulkheadPolicy}. Not thread-safe. */
    public static final class Builder {
        private boolean enabled = true;
        private int maxConcurrentCalls = 64;
        private Duration maxWait = Duration.ofSeconds(5);

        private Builder() {}

        /**
         * Whether there is a bulkhead.
         *
         * @param value the value, by default on
         * @return this
         */
        public Builder enabled(boolean value) {
            this.enabled = value;
            return this;
        }

        /**
         * How many calls may be under way.
         *
         * @param value the value, by default 64
         * @return this
         */
        public Builder maxConcurrentCalls(int value) {
            this.maxConcurrentCalls = value;
            return this;
        }

        /**
         * How long a further call waits for a place; zero refuses at once.
         *
         * @param value the value, by default 5 s
         * @return this
         */
        public Builder maxWait(Duration value) {
            this.maxWait = value;
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
        public BulkheadPolicy build() {
            return new BulkheadPolicy(this);
        }
    }
}

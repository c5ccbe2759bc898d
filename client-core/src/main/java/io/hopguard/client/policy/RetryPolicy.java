package io.hopguard.client.policy;

import java.time.Duration;
import java.util.Set;

/** What is tried again, how often and after how long. Immutable and thread-safe. */
public final class RetryPolicy {
    private final int maxAttempts;
    private final Duration baseDelay;
    private final boolean backoffSet;
    private final Duration maxDelay;
    private final Jitter jitter;
    private final Set<Integer> statuses;

    private RetryPolicy(Builder builder) {
        this.maxAttempts = builder.maxAttempts;
        this.baseDelay = builder.baseDelay;
        this.backoffSet = builder.backoffSet;
        this.maxDelay = builder.maxDelay;
        this.jitter = builder.jitter;
        this.statuses = Set.copyOf(builder.statuses);
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
     * How often a call is tried at the most, the first time included; 1 switches retries off.
     *
     * @return the value, by default 3
     */
    public int maxAttempts() {
        return maxAttempts;
    }

    /**
     * The back-off before the second attempt; it doubles from attempt to attempt.
     *
     * @return the value, by default 100 ms
     */
    public Duration baseDelay() {
        return baseDelay;
    }

    /**
     * The longest back-off; a server's {@code Retry-After} may be longer.
     *
     * @return the value, by default 2 s
     */
    public Duration maxDelay() {
        return maxDelay;
    }

    /**
     * How the back-off is spread.
     *
     * @return the value, by default full
     */
    public Jitter jitter() {
        return jitter;
    }

    /**
     * The statuses that are tried again; 500 and 501 only when asked for.
     *
     * @return the value, by default 408, 425, 429, 502, 503, 504
     */
    public Set<Integer> statuses() {
        return statuses;
    }

    /**
     * Whether the back-off was chosen or is the default.
     *
     * @return true when it was chosen
     */
    public boolean backoffSet() {
        return backoffSet;
    }

    /**
     * Checks each value by itself.
     *
     * @param problems takes what is wrong
     */
    public void check(Problems problems) {
        problems.requireAtLeast("retry.maxAttempts", maxAttempts, 1);
        problems.requirePositive("retry.baseDelay", baseDelay);
        problems.requirePositive("retry.maxDelay", maxDelay);
        problems.require(
                maxDelay.compareTo(baseDelay) >= 0,
                "retry.maxDelay",
                maxDelay,
                "must not be less than retry.baseDelay, which is " + Problems.shown(baseDelay));
        problems.require(
                statuses.stream().allMatch(status -> status >= 300 && status <= 999),
                "retry.statuses",
                statuses,
                "must be statuses of failures, from 300 on");
    }

    /** Collects the values of a {@link RetryPolicy}. Not thread-safe. */
    public static final class Builder {
        private int maxAttempts = 3;
        private Duration baseDelay = Duration.ofMillis(100);
        private boolean backoffSet;
        private Duration maxDelay = Duration.ofSeconds(2);
        private Jitter jitter = Jitter.FULL;
        private Set<Integer> statuses = Set.of(408, 425, 429, 502, 503, 504);

        private Builder() {}

        /**
         * How often a call is tried at the most, the first time included; 1 switches retries off.
         *
         * @param value the value, by default 3
         * @return this
         */
        public Builder maxAttempts(int value) {
            this.maxAttempts = value;
            return this;
        }

        /**
         * How the back-off is spread.
         *
         * @param value the value, by default full
         * @return this
         */
        public Builder jitter(Jitter value) {
            this.jitter = value;
            return this;
        }

        /**
         * The statuses that are tried again; 500 and 501 only when asked for.
         *
         * @param value the value, by default 408, 425, 429, 502, 503, 504
         * @return this
         */
        public Builder statuses(Set<Integer> value) {
            this.statuses = Set.copyOf(value);
            return this;
        }

        /**
         * The back-off: it begins with {@code base} before the second attempt and doubles up to {@code max}.
         *
         * @param base the first back-off, by default 100 ms
         * @param max the longest back-off, by default 2 s
         * @return this
         */
        public Builder backoff(Duration base, Duration max) {
            this.baseDelay = base;
            this.backoffSet = true;
            this.maxDelay = max;
            return this;
        }

        /**
         * No retries at all.
         *
         * @return this
         */
        public Builder off() {
            return maxAttempts(1);
        }

        /**
         * Ends it; the values are checked when the client is built.
         *
         * @return the policy
         */
        public RetryPolicy build() {
            return new RetryPolicy(this);
        }
    }
}

package io.hopguard.client.policy;

/** How much load retries may add to one target: every call deposits {@link #ratio()} of a retry, every
 * attempt that succeeds {@link #perSuccess()}, every retry takes one (the retry budget of Finagle; the SRE book, chapter 21; that
 * successes pay is from gRPC's retry throttling and the AWS SDKs' retry quota). In a full outage a client sends at most
 * {@code (1 + ratio) x calls + reserve} requests; where some attempts succeed, at most {@code perSuccess} more for each that does. Immutable and thread-safe. */
public final class RetryBudgetPolicy {
    private final boolean enabled;
    private final double ratio;
    private final double perSuccess;
    private final int reserve;

    private RetryBudgetPolicy(Builder builder) {
        this.enabled = builder.enabled;
        this.ratio = builder.ratio;
        this.perSuccess = builder.perSuccess;
        this.reserve = builder.reserve;
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
     * Whether there is a budget.
     *
     * @return the value, by default on
     */
    public boolean enabled() {
        return enabled;
    }

    /**
     * Retries that each call pays for.
     *
     * @return the value, by default 0.1
     */
    public double ratio() {
        return ratio;
    }

    /**
     * Retries that each attempt that succeeds pays for. A target that answers some calls can bear the retries of the others; one
     * that answers none earns nothing here. With 0 retries are held to {@link #ratio()} also while only some calls fail.
     *
     * @return the value, by default 2
     */
    public double perSuccess() {
        return perSuccess;
    }

    /**
     * Retries that a quiet client has from the start; also the most that can be saved up, with 10 as the least.
     *
     * @return the value, by default 10
     */
    public int reserve() {
        return reserve;
    }

    /**
     * Checks each value by itself.
     *
     * @param problems takes what is wrong
     */
    public void check(Problems problems) {
        problems.require(ratio >= 0 && ratio <= 1000, "retryBudget.ratio", ratio, "must be from 0 to 1000");
        problems.require(
                perSuccess >= 0 && perSuccess <= 1000, "retryBudget.perSuccess", perSuccess, "must be from 0 to 1000");
        problems.requireAtLeast("retryBudget.reserve", reserve, 0);
    }

    /** Collects the values of a {@link RetryBudgetPolicy}. Not thread-safe. */
    public static final class Builder {
        private boolean enabled = true;
        private double ratio = 0.1;
        private double perSuccess = 2;
        private int reserve = 10;

        private Builder() {}

        /**
         * Whether there is a budget.
         *
         * @param value the value, by default on
         * @return this
         */
        public Builder enabled(boolean value) {
            this.enabled = value;
            return this;
        }

        /**
         * Retries that each call pays for.
         *
         * @param value the value, by default 0.1
         * @return this
         */
        public Builder ratio(double value) {
            this.ratio = value;
            return this;
        }

        /**
         * Retries that each attempt that succeeds pays for.
         *
         * @param value the value, by default 2
         * @return this
         */
        public Builder perSuccess(double value) {
            this.perSuccess = value;
            return this;
        }

        /**
         * Retries that a quiet client has from the start; also the most that can be saved up, with 10 as the least.
         *
         * @param value the value, by default 10
         * @return this
         */
        public Builder reserve(int value) {
            this.reserve = value;
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
        public RetryBudgetPolicy build() {
            return new RetryBudgetPolicy(this);
        }
    }
}

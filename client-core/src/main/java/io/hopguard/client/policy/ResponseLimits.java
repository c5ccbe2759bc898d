package io.hopguard.client.policy;

/** What a response may be at the most. Immutable and thread-safe. */
public final class ResponseLimits {
    private final int maxBodyBytes;
    private final int maxHeaders;
    private final int maxHeaderLineBytes;

    private ResponseLimits(Builder builder) {
        this.maxBodyBytes = builder.maxBodyBytes;
        this.maxHeaders = builder.maxHeaders;
        this.maxHeaderLineBytes = builder.maxHeaderLineBytes;
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
     * The largest body that is read into memory.
     *
     * @return the value, by default 10 MiB
     */
    public int maxBodyBytes() {
        return maxBodyBytes;
    }

    /**
     * The most header fields.
     *
     * @return the value, by default 100
     */
    public int maxHeaders() {
        return maxHeaders;
    }

    /**
     * The longest header line.
     *
     * @return the value, by default 8,192
     */
    public int maxHeaderLineBytes() {
        return maxHeaderLineBytes;
    }

    /**
     * Checks each value by itself.
     *
     * @param problems takes what is wrong
     */
    public void check(Problems problems) {
        problems.requireAtLeast("limits.maxBodyBytes", maxBodyBytes, 1);
        problems.requireAtLeast("limits.maxHeaders", maxHeaders, 1);
        problems.requireAtLeast("limits.maxHeaderLineBytes", maxHeaderLineBytes, 128);
    }

    /** Collects the values of a {@link ResponseLimits}. Not thread-safe. */
    public static final class Builder {
        private int maxBodyBytes = 10 * 1024 * 1024;
        private int maxHeaders = 100;
        private int maxHeaderLineBytes = 8192;

        private Builder() {}

        /**
         * The largest body that is read into memory.
         *
         * @param value the value, by default 10 MiB
         * @return this
         */
        public Builder maxBodyBytes(int value) {
            this.maxBodyBytes = value;
            return this;
        }

        /**
         * The most header fields.
         *
         * @param value the value, by default 100
         * @return this
         */
        public Builder maxHeaders(int value) {
            this.maxHeaders = value;
            return this;
        }

        /**
         * The longest header line.
         *
         * @param value the value, by default 8,192
         * @return this
         */
        public Builder maxHeaderLineBytes(int value) {
            this.maxHeaderLineBytes = value;
            return this;
        }

        /**
         * Ends it; the values are checked when the client is built.
         *
         * @return the policy
         */
        public ResponseLimits build() {
            return new ResponseLimits(this);
        }
    }
}

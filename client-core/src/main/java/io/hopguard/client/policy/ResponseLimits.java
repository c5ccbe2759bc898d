package io.hopguard.client.policy;

/** What a response may be at the most. Immutable and thread-safe. */
public final class ResponseLimits {
    private final int maxBodyBytes;
    private final long maxStreamBytes;
    private final boolean decompress;
    private final int maxDecodedRatio;
    private final int maxHeaders;
    private final int maxHeaderLineBytes;

    private ResponseLimits(Builder builder) {
        this.maxBodyBytes = builder.maxBodyBytes;
        this.maxStreamBytes = builder.maxStreamBytes;
        this.decompress = builder.decompress;
        this.maxDecodedRatio = builder.maxDecodedRatio;
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
     * The largest body that is read into memory, after decompression.
     *
     * @return the value, by default 10 MiB
     */
    public int maxBodyBytes() {
        return maxBodyBytes;
    }

    /**
     * The largest body that is streamed, after decompression.
     *
     * @return the value, by default 1 GiB
     */
    public long maxStreamBytes() {
        return maxStreamBytes;
    }

    /**
     * Whether gzip and deflate (RFC 9110 section 8.4.1) are asked for and undone. A request with an Accept-Encoding or Range
     * of its own is left alone, and its response comes as it is.
     *
     * @return the value, by default true
     */
    public boolean decompress() {
        return decompress;
    }

    /**
     * How many times larger than on the wire a decompressed body may be, from 64 KiB on.
     *
     * @return the value, by default 100
     */
    public int maxDecodedRatio() {
        return maxDecodedRatio;
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
        problems.require(maxStreamBytes >= 1, "limits.maxStreamBytes", maxStreamBytes, "must be at least 1");
        problems.requireAtLeast("limits.maxDecodedRatio", maxDecodedRatio, 1);
        problems.requireAtLeast("limits.maxHeaders", maxHeaders, 1);
        problems.requireAtLeast("limits.maxHeaderLineBytes", maxHeaderLineBytes, 128);
    }

    /** Collects the values of a {@link ResponseLimits}. Not thread-safe. */
    public static final class Builder {
        private int maxBodyBytes = 10 * 1024 * 1024;
        private long maxStreamBytes = 1024L * 1024 * 1024;
        private boolean decompress = true;
        private int maxDecodedRatio = 100;
        private int maxHeaders = 100;
        private int maxHeaderLineBytes = 8192;

        private Builder() {}

        /**
         * The largest body that is read into memory, after decompression.
         *
         * @param value the value, by default 10 MiB
         * @return this
         */
        public Builder maxBodyBytes(int value) {
            this.maxBodyBytes = value;
            return this;
        }

        /**
         * The largest body that is streamed, after decompression.
         *
         * @param value the value, by default 1 GiB
         * @return this
         */
        public Builder maxStreamBytes(long value) {
            this.maxStreamBytes = value;
            return this;
        }

        /**
         * Whether gzip and deflate are asked for and undone.
         *
         * @param value the value, by default true
         * @return this
         */
        public Builder decompress(boolean value) {
            this.decompress = value;
            return this;
        }

        /**
         * How many times larger than on the wire a decompressed body may be, from 64 KiB on.
         *
         * @param value the value, by default 100
         * @return this
         */
        public Builder maxDecodedRatio(int value) {
            this.maxDecodedRatio = value;
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

package io.hopguard.client.policy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long things may take. Every limit is also cut to what is left of {@link #total()}. Immutable and thread-safe. */
public final class TimeoutPolicy {
    private final Duration total;
    private final Duration attempt;
    private final Duration lease;
    private final Duration connect;
    private final Duration tls;
    private final Duration idle;
    private final Duration streamTotal;
    private final Duration streamIdle;
    private final Duration minAttempt;
    private final Duration budgetMargin;
    private final boolean attemptSet;
    private final boolean leaseSet;
    private final boolean connectSet;
    private final boolean tlsSet;
    private final boolean idleSet;
    private final boolean minAttemptSet;

    private TimeoutPolicy(Builder builder) {
        this.total = builder.total;
        this.attemptSet = builder.attempt != null;
        this.attempt = builder.attempt != null ? builder.attempt : shorter(Duration.ofSeconds(3), builder.total);
        this.leaseSet = builder.lease != null;
        this.lease = builder.lease != null ? builder.lease : shorter(Duration.ofMillis(500), builder.total);
        this.connectSet = builder.connect != null;
        this.connect = builder.connect != null ? builder.connect : shorter(Duration.ofSeconds(1), builder.total);
        this.tlsSet = builder.tls != null;
        this.tls = builder.tls != null ? builder.tls : shorter(Duration.ofSeconds(1), builder.total);
        this.idleSet = builder.idle != null;
        this.idle = builder.idle != null ? builder.idle : shorter(Duration.ofSeconds(5), builder.total);
        this.streamTotal = builder.streamTotal;
        this.streamIdle =
                builder.streamIdle != null ? builder.streamIdle : shorter(Duration.ofSeconds(30), builder.streamTotal);
        this.minAttemptSet = builder.minAttempt != null;
        this.minAttempt = builder.minAttempt != null
                ? builder.minAttempt
                : shorter(Duration.ofMillis(10), builder.total.dividedBy(10));
        this.budgetMargin = builder.budgetMargin != null
                ? builder.budgetMargin
                : shorter(Duration.ofMillis(10), builder.total.dividedBy(10));
    }

    private static Duration shorter(Duration usual, Duration total) {
        boolean follow = total.compareTo(usual) < 0 && !total.isZero() && !total.isNegative();
        return follow ? total : usual;
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
     * The whole call: waits, all attempts, redirects and decoding together.
     *
     * @return the value, by default 10 s
     */
    public Duration total() {
        return total;
    }

    /**
     * One attempt that another may follow; the last attempt gets all that is left.
     *
     * @return the value, by default 3 s
     */
    public Duration attempt() {
        return attempt;
    }

    /**
     * Waiting for a pooled connection.
     *
     * @return the value, by default 500 ms
     */
    public Duration lease() {
        return lease;
    }

    /**
     * Establishing a TCP connection to one address.
     *
     * @return the value, by default 1 s
     */
    public Duration connect() {
        return connect;
    }

    /**
     * Between two bytes of the TLS handshake.
     *
     * @return the value, by default 1 s
     */
    public Duration tls() {
        return tls;
    }

    /**
     * Between two bytes of the response body.
     *
     * @return the value, by default 5 s
     */
    public Duration idle() {
        return idle;
    }

    /**
     * The body of a streamed response, from its head on.
     *
     * @return the value, by default 5 min
     */
    public Duration streamTotal() {
        return streamTotal;
    }

    /**
     * Between two bytes of the body of a streamed response, while it is being read.
     *
     * @return the value, by default 30 s
     */
    public Duration streamIdle() {
        return streamIdle;
    }

    /**
     * The least time an attempt needs; with less left no further attempt is started.
     *
     * @return the value, by default 10 ms
     */
    public Duration minAttempt() {
        return minAttempt;
    }

    /**
     * What is taken off the time told to the next hop, for the way back.
     *
     * @return the value, by default 10 ms, but at most a tenth of the total
     */
    public Duration budgetMargin() {
        return budgetMargin;
    }

    /**
     * Whether {@link #attempt()} was chosen or is the default.
     *
     * @return true when it was chosen
     */
    public boolean attemptSet() {
        return attemptSet;
    }

    /**
     * Whether {@link #lease()} was chosen or is the default.
     *
     * @return true when it was chosen
     */
    public boolean leaseSet() {
        return leaseSet;
    }

    /**
     * Whether {@link #connect()} was chosen or is the default.
     *
     * @return true when it was chosen
     */
    public boolean connectSet() {
        return connectSet;
    }

    /**
     * Whether {@link #tls()} was chosen or is the default.
     *
     * @return true when it was chosen
     */
    public boolean tlsSet() {
        return tlsSet;
    }

    /**
     * Whether {@link #idle()} was chosen or is the default.
     *
     * @return true when it was chosen
     */
    public boolean idleSet() {
        return idleSet;
    }

    /**
     * Whether {@link #minAttempt()} was chosen or is the default.
     *
     * @return true when it was chosen
     */
    public boolean minAttemptSet() {
        return minAttemptSet;
    }

    /**
     * Checks each value by itself.
     *
     * @param problems takes what is wrong
     */
    public void check(Problems problems) {
        problems.requirePositive("timeouts.total", total);
        problems.requirePositive("timeouts.attempt", attempt);
        problems.requirePositive("timeouts.lease", lease);
        problems.requirePositive("timeouts.connect", connect);
        problems.requirePositive("timeouts.tls", tls);
        problems.requirePositive("timeouts.idle", idle);
        problems.requirePositive("timeouts.streamTotal", streamTotal);
        problems.requirePositive("timeouts.streamIdle", streamIdle);
        problems.require(!minAttempt.isNegative(), "timeouts.minAttempt", minAttempt, "must not be negative");
        problems.require(!budgetMargin.isNegative(), "timeouts.budgetMargin", budgetMargin, "must not be negative");
    }

    /** Collects the values of a {@link TimeoutPolicy}. Not thread-safe. */
    public static final class Builder {
        private Duration total = Duration.ofSeconds(10);
        private @Nullable Duration attempt;
        private @Nullable Duration lease;
        private @Nullable Duration connect;
        private @Nullable Duration tls;
        private @Nullable Duration idle;
        private Duration streamTotal = Duration.ofMinutes(5);
        private @Nullable Duration streamIdle;
        private @Nullable Duration minAttempt;
        private @Nullable Duration budgetMargin;

        private Builder() {}

        /**
         * The whole call: waits, all attempts, redirects and decoding together.
         *
         * @param value the value, by default 10 s
         * @return this
         */
        public Builder total(Duration value) {
            this.total = value;
            return this;
        }

        /**
         * One attempt that another may follow; the last attempt gets all that is left.
         *
         * @param value the value, by default 3 s
         * @return this
         */
        public Builder attempt(Duration value) {
            this.attempt = value;
            return this;
        }

        /**
         * Waiting for a pooled connection.
         *
         * @param value the value, by default 500 ms
         * @return this
         */
        public Builder lease(Duration value) {
            this.lease = value;
            return this;
        }

        /**
         * Establishing a TCP connection to one address.
         *
         * @param value the value, by default 1 s
         * @return this
         */
        public Builder connect(Duration value) {
            this.connect = value;
            return this;
        }

        /**
         * Between two bytes of the TLS handshake.
         *
         * @param value the value, by default 1 s
         * @return this
         */
        public Builder tls(Duration value) {
            this.tls = value;
            return this;
        }

        /**
         * Between two bytes of the response body.
         *
         * @param value the value, by default 5 s
         * @return this
         */
        public Builder idle(Duration value) {
            this.idle = value;
            return this;
        }

        /**
         * The body of a streamed response, from its head on.
         *
         * @param value the value, by default 5 min
         * @return this
         */
        public Builder streamTotal(Duration value) {
            this.streamTotal = value;
            return this;
        }

        /**
         * Between two bytes of the body of a streamed response, while it is being read.
         *
         * @param value the value, by default 30 s, or streamTotal where that is less
         * @return this
         */
        public Builder streamIdle(Duration value) {
            this.streamIdle = value;
            return this;
        }

        /**
         * The least time an attempt needs; with less left no further attempt is started.
         *
         * @param value the value, by default 10 ms
         * @return this
         */
        public Builder minAttempt(Duration value) {
            this.minAttempt = value;
            return this;
        }

        /**
         * What is taken off the time told to the next hop, for the way back.
         *
         * @param value the value, by default 10 ms, but at most a tenth of the total
         * @return this
         */
        public Builder budgetMargin(Duration value) {
            this.budgetMargin = value;
            return this;
        }

        /**
         * Ends it; the values are checked when the client is built.
         *
         * @return the policy
         */
        public TimeoutPolicy build() {
            return new TimeoutPolicy(this);
        }
    }
}

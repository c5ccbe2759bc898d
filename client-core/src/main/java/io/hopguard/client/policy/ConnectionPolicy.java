package io.hopguard.client.policy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The connection pool. Immutable and thread-safe. */
public final class ConnectionPolicy {
    private final int maxTotal;
    private final int maxPerTarget;
    private final Duration keepAlive;
    private final Duration validateAfterIdle;
    private final Duration timeToLive;
    private final Duration dnsTimeToLive;
    private final Duration dnsStaleFor;
    private final boolean maxTotalSet;
    private final boolean maxPerTargetSet;

    private ConnectionPolicy(Builder builder) {
        this.maxTotalSet = builder.maxTotal != null;
        this.maxTotal = builder.maxTotal != null ? builder.maxTotal : 256;
        this.maxPerTargetSet = builder.maxPerTarget != null;
        this.maxPerTarget = builder.maxPerTarget != null ? builder.maxPerTarget : 64;
        this.keepAlive = builder.keepAlive;
        this.validateAfterIdle = builder.validateAfterIdle;
        this.timeToLive = builder.timeToLive;
        this.dnsTimeToLive = builder.dnsTimeToLive;
        this.dnsStaleFor = builder.dnsStaleFor;
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
     * Connections to all targets together.
     *
     * @return the value, by default 256, or more where maxPerTarget is
     */
    public int maxTotal() {
        return maxTotal;
    }

    /**
     * Connections to one target.
     *
     * @return the value, by default 64, or as many as the bulkhead admits
     */
    public int maxPerTarget() {
        return maxPerTarget;
    }

    /**
     * How long an idle connection is kept where the server does not say; keep it below the server's own limit.
     *
     * @return the value, by default 30 s
     */
    public Duration keepAlive() {
        return keepAlive;
    }

    /**
     * From which idle time on a connection is checked before it is used again.
     *
     * @return the value, by default 500 ms
     */
    public Duration validateAfterIdle() {
        return validateAfterIdle;
    }

    /**
     * How old a connection may become, so that DNS changes are noticed.
     *
     * @return the value, by default 5 min
     */
    public Duration timeToLive() {
        return timeToLive;
    }

    /**
     * How long the addresses of a host are used before it is looked up again, on top of what the JDK itself keeps
     * ({@code networkaddress.cache.ttl}).
     *
     * @return the value, by default 30 s; 0 asks for each new connection
     */
    public Duration dnsTimeToLive() {
        return dnsTimeToLive;
    }

    /**
     * How much longer addresses are used while a new lookup fails or is slow.
     *
     * @return the value, by default 10 min; 0 never uses them
     */
    public Duration dnsStaleFor() {
        return dnsStaleFor;
    }

    /**
     * Whether {@link #maxTotal()} was chosen or is the default.
     *
     * @return true when it was chosen
     */
    public boolean maxTotalSet() {
        return maxTotalSet;
    }

    /**
     * Whether {@link #maxPerTarget()} was chosen or is the default.
     *
     * @return true when it was chosen
     */
    public boolean maxPerTargetSet() {
        return maxPerTargetSet;
    }

    /**
     * Checks each value by itself.
     *
     * @param problems takes what is wrong
     */
    public void check(Problems problems) {
        problems.requireAtLeast("connections.maxTotal", maxTotal, 1);
        problems.requireAtLeast("connections.maxPerTarget", maxPerTarget, 1);
        problems.requirePositive("connections.keepAlive", keepAlive);
        problems.require(
                !validateAfterIdle.isNegative(),
                "connections.validateAfterIdle",
                validateAfterIdle,
                "must not be negative");
        problems.requirePositive("connections.timeToLive", timeToLive);
        problems.require(
                !dnsTimeToLive.isNegative(), "connections.dnsTimeToLive", dnsTimeToLive, "must not be negative");
        problems.require(!dnsStaleFor.isNegative(), "connections.dnsStaleFor", dnsStaleFor, "must not be negative");
    }

    /** Collects the values of a {@link ConnectionPolicy}. Not thread-safe. */
    public static final class Builder {
        private @Nullable Integer maxTotal;
        private @Nullable Integer maxPerTarget;
        private Duration keepAlive = Duration.ofSeconds(30);
        private Duration validateAfterIdle = Duration.ofMillis(500);
        private Duration timeToLive = Duration.ofMinutes(5);
        private Duration dnsTimeToLive = Duration.ofSeconds(30);
        private Duration dnsStaleFor = Duration.ofMinutes(10);

        private Builder() {}

        /**
         * Connections to all targets together.
         *
         * @param value the value, by default 256, or more where maxPerTarget is
         * @return this
         */
        public Builder maxTotal(int value) {
            this.maxTotal = value;
            return this;
        }

        /**
         * Connections to one target.
         *
         * @param value the value, by default 64, or as many as the bulkhead admits
         * @return this
         */
        public Builder maxPerTarget(int value) {
            this.maxPerTarget = value;
            return this;
        }

        /**
         * How long an idle connection is kept where the server does not say; keep it below the server's own limit.
         *
         * @param value the value, by default 30 s
         * @return this
         */
        public Builder keepAlive(Duration value) {
            this.keepAlive = value;
            return this;
        }

        /**
         * From which idle time on a connection is checked before it is used again.
         *
         * @param value the value, by default 500 ms
         * @return this
         */
        public Builder validateAfterIdle(Duration value) {
            this.validateAfterIdle = value;
            return this;
        }

        /**
         * How old a connection may become, so that DNS changes are noticed.
         *
         * @param value the value, by default 5 min
         * @return this
         */
        public Builder timeToLive(Duration value) {
            this.timeToLive = value;
            return this;
        }

        /**
         * How long the addresses of a host are used before it is looked up again, on top of what the JDK itself keeps
         * ({@code networkaddress.cache.ttl}).
         *
         * @param value the value, by default 30 s; 0 asks for each new connection
         * @return this
         */
        public Builder dnsTimeToLive(Duration value) {
            this.dnsTimeToLive = value;
            return this;
        }

        /**
         * How much longer addresses are used while a new lookup fails or is slow.
         *
         * @param value the value, by default 10 min; 0 never uses them
         * @return this
         */
        public Builder dnsStaleFor(Duration value) {
            this.dnsStaleFor = value;
            return this;
        }

        /**
         * Ends it; the values are checked when the client is built.
         *
         * @return the policy
         */
        public ConnectionPolicy build() {
            return new ConnectionPolicy(this);
        }
    }
}

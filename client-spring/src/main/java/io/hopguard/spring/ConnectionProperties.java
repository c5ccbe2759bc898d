package io.hopguard.spring;

import static io.hopguard.spring.Given.set;

import io.hopguard.client.policy.ConnectionPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The connection pool.
 *
 * @param maxTotal Connections in all.
 * @param maxPerTarget Connections for each scheme, host and port; follows the bulkhead unless set.
 * @param keepAlive How long an idle connection is kept; choose less than the first hop does.
 * @param validateAfterIdle How long a connection may be idle before it is checked.
 * @param timeToLive How old a connection may become.
 * @param dnsTimeToLive How long the addresses of a host are used.
 * @param dnsStaleFor How much longer they are used while DNS fails.
 */
record ConnectionProperties(
        @Nullable Integer maxTotal,
        @Nullable Integer maxPerTarget,
        @Nullable Duration keepAlive,
        @Nullable Duration validateAfterIdle,
        @Nullable Duration timeToLive,
        @Nullable Duration dnsTimeToLive,
        @Nullable Duration dnsStaleFor) {

    void applyTo(ConnectionPolicy.Builder policy) {
        set(maxTotal, policy::maxTotal);
        set(maxPerTarget, policy::maxPerTarget);
        set(keepAlive, policy::keepAlive);
        set(validateAfterIdle, policy::validateAfterIdle);
        set(timeToLive, policy::timeToLive);
        set(dnsTimeToLive, policy::dnsTimeToLive);
        set(dnsStaleFor, policy::dnsStaleFor);
    }
}

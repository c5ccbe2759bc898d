package io.hopguard.spring;

import static io.hopguard.spring.Given.set;

import io.hopguard.client.policy.TimeoutPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long things may take.
 *
 * @param total Time for the whole call: waits, retries, redirects and the body included.
 * @param attempt Time for one attempt, up to the end of its body.
 * @param lease Time to wait for a pooled connection.
 * @param connect Time to connect, for all addresses of a host together.
 * @param tls Time for the TLS handshake.
 * @param idle Time between two bytes of a body.
 * @param streamTotal Time for a streamed body, from the head of its response on.
 * @param streamIdle Time between two bytes of a streamed body.
 * @param minAttempt Time that must be left for another attempt to begin.
 * @param budgetMargin What is taken off the time left before it is told to the next hop.
 */
record TimeoutProperties(
        @Nullable Duration total,
        @Nullable Duration attempt,
        @Nullable Duration lease,
        @Nullable Duration connect,
        @Nullable Duration tls,
        @Nullable Duration idle,
        @Nullable Duration streamTotal,
        @Nullable Duration streamIdle,
        @Nullable Duration minAttempt,
        @Nullable Duration budgetMargin) {

    void applyTo(TimeoutPolicy.Builder policy) {
        set(total, policy::total);
        set(attempt, policy::attempt);
        set(lease, policy::lease);
        set(connect, policy::connect);
        set(tls, policy::tls);
        set(idle, policy::idle);
        set(streamTotal, policy::streamTotal);
        set(streamIdle, policy::streamIdle);
        set(minAttempt, policy::minAttempt);
        set(budgetMargin, policy::budgetMargin);
    }
}

package io.hopguard.spring;

import static io.hopguard.spring.Given.set;

import io.hopguard.client.policy.BulkheadPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How many calls may be under way.
 *
 * @param enabled Whether calls under way are limited.
 * @param maxConcurrentCalls Calls of this client that may be under way, their waits included.
 * @param maxWait How long others wait for a place; 0 refuses at once.
 */
record BulkheadProperties(
        @Nullable Boolean enabled,
        @Nullable Integer maxConcurrentCalls,
        @Nullable Duration maxWait) {

    void applyTo(BulkheadPolicy.Builder policy) {
        set(enabled, policy::enabled);
        set(maxConcurrentCalls, policy::maxConcurrentCalls);
        set(maxWait, policy::maxWait);
    }
}

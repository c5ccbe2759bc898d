package io.hopguard.spring;

import static io.hopguard.spring.Given.set;

import io.hopguard.client.policy.CircuitBreakerPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a target is given a rest.
 *
 * @param enabled Whether each target has a circuit breaker.
 * @param failureRateThreshold Percentage of failures at which it opens.
 * @param slidingWindowSize Attempts that are looked back on.
 * @param minimumNumberOfCalls Attempts that must be known before it may open.
 * @param openFor How long it refuses attempts.
 * @param halfOpenCalls Attempts that are let through afterwards and decide.
 */
record CircuitBreakerProperties(
        @Nullable Boolean enabled,
        @Nullable Integer failureRateThreshold,
        @Nullable Integer slidingWindowSize,
        @Nullable Integer minimumNumberOfCalls,
        @Nullable Duration openFor,
        @Nullable Integer halfOpenCalls) {

    void applyTo(CircuitBreakerPolicy.Builder policy) {
        set(enabled, policy::enabled);
        set(failureRateThreshold, policy::failureRateThreshold);
        set(slidingWindowSize, policy::slidingWindowSize);
        set(minimumNumberOfCalls, policy::minimumNumberOfCalls);
        set(openFor, policy::openFor);
        set(halfOpenCalls, policy::halfOpenCalls);
    }
}

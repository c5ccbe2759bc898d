package io.hopguard.client.internal.breaker;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.hopguard.client.budget.Deadline;
import io.hopguard.client.policy.CircuitBreakerPolicy;
import java.time.Duration;

/** Makes the state machine that goes on under other rules in the state of another. */
final class Heir {
    /** The least that the state machine takes. */
    private static final Duration LEAST = Duration.ofMillis(1);

    private Heir() {}

    /**
     * Makes it.
     *
     * @param before the one whose place it takes, of which it keeps the name and the clock
     * @param sinceMillis how long it has been in that state
     * @param probes how many of the attempts under way were let through half open
     */
    static CircuitBreaker of(
            CircuitBreaker before,
            CircuitBreakerPolicy policy,
            CircuitBreaker.State state,
            long sinceMillis,
            int probes) {
        CircuitBreakerConfig config =
                Breakers.config(policy, before.getCircuitBreakerConfig().getClock());
        CircuitBreaker next = CircuitBreaker.of(before.getName(), config);
        switch (state) {
            case OPEN -> next.transitionToOpenStateFor(left(policy, sinceMillis));
            case HALF_OPEN -> {
                // There is no other way from the start.
                next.transitionToOpenState();
                next.transitionToHalfOpenState();
                for (int i = 0; i < probes && next.tryAcquirePermission(); i++) {
                    // Those under way are of those that the new rules allow.
                }
            }
            case FORCED_OPEN -> next.transitionToForcedOpenState();
            case DISABLED -> next.transitionToDisabledState();
            // Without a registry there is no way out of METRICS_ONLY.
            case CLOSED, METRICS_ONLY -> {}
        }
        return next;
    }

    private static Duration left(CircuitBreakerPolicy policy, long sinceMillis) {
        Duration whole = Duration.ofNanos(Deadline.saturatedNanos(policy.openFor()));
        Duration left = whole.minusMillis(sinceMillis);
        return left.compareTo(LEAST) > 0 ? left : LEAST;
    }
}

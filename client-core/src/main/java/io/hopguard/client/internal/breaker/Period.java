package io.hopguard.client.internal.breaker;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The time in which a state machine is in one state, by which an answer finds out whether it still counts. It goes on in the state
 * machine that takes the place of that one. Thread-safe.
 */
final class Period {
    /** The state machine makes new ones for each state, so that their identity tells; guarded against two writers by the breaker. */
    volatile CircuitBreaker.Metrics metrics;

    /** Those that were let through half open and have not been answered. */
    final AtomicInteger probes = new AtomicInteger();

    Period(CircuitBreaker.Metrics metrics) {
        this.metrics = metrics;
    }

    boolean isThatOf(CircuitBreaker machine) {
        return machine.getMetrics() == metrics;
    }
}

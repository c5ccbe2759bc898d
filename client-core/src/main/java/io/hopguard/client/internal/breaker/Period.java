package io.hopguard.client.internal.breaker;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The time in which a state machine is in one state, by which an answer finds out whether it still counts. It goes on in the state
 * machine that takes the place of that one. Thread-safe.
 */
final class Period {
    /** The state machine makes new ones for each state, so that their identity tells; guarded against two writers by the breaker. */
    volatile CircuitBreaker.Metrics metrics;

    /** Those that were let through half open and have not been answered. */
    final AtomicInteger probes = new AtomicInteger();

    /** Below, how many successes have been counted one after the other; above, how often that began anew. */
    private final AtomicLong run = new AtomicLong();

    Period(CircuitBreaker.Metrics metrics) {
        this.metrics = metrics;
    }

    boolean isThatOf(CircuitBreaker machine) {
        return machine.getMetrics() == metrics;
    }

    /** To be asked before a success is counted, for {@link #succeeded}. */
    long run() {
        return run.get();
    }

    /** Whether the last so many that were counted are successes: one more changes nothing. */
    boolean isFullOfSuccess(long run, int window) {
        return (int) run >= window;
    }

    /** One has been counted. Where another was counted meanwhile it is not reckoned, which only makes the run shorter. */
    void succeeded(long before) {
        run.compareAndSet(before, before + 1);
    }

    /** To be told before and after a failure is counted: a success between the two may have been counted before it. */
    void runEnds() {
        run.updateAndGet(now -> (now & ~0xFFFF_FFFFL) + (1L << Integer.SIZE));
    }
}

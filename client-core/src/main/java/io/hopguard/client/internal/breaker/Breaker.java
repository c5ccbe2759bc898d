package io.hopguard.client.internal.breaker;

import io.hopguard.client.error.HopguardException;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.Verdict.Health;
import io.hopguard.client.policy.CircuitBreakerPolicy;
import org.jspecify.annotations.Nullable;

/** One target's circuit breaker, as the pipeline sees it. Thread-safe. */
public interface Breaker {
    /** Asks to send one attempt; null when it is refused. Every permit must be answered exactly once. */
    @Nullable
    Permit acquire();

    /** The state's name, for example {@code CLOSED}. */
    String state();

    /** The share of failures, from 0 to 1; not a number before enough attempts have been counted. */
    double failureRate();

    /** How many attempts have been refused. */
    long rejections();

    /** The last failure that counted, or null. */
    @Nullable
    HopguardException lastFailure();

    /** How long it goes on refusing, in nanoseconds, as far as it is known; otherwise -1. */
    long refusesForNanos();

    /** Closes it and forgets what was counted. */
    void reset();

    /** Refuses everything until it is reset. */
    void forceOpen();

    /** Lets everything through until it is reset. */
    void disable();

    /**
     * Goes on under other rules, without a registry: in the same state, since the same time, with the same last failure, and what was set
     * by force. What was counted in it is forgotten, because it was counted under the rules of before; attempts under way count.
     */
    void follow(CircuitBreakerPolicy policy);

    /** The permission to send one attempt. */
    interface Permit {
        /** Answers it with a response; a second answer does nothing. */
        void answered(Health health, long elapsedNanos, Response response);

        /** Answers it with a failure; a second answer does nothing. */
        void failed(Health health, long elapsedNanos, HopguardException failure);

        /** Gives it back, unless it has been answered. */
        void release();
    }
}

package io.hopguard.client;

import io.hopguard.client.http.Target;
import io.hopguard.client.internal.breaker.Breaker;
import java.util.function.Supplier;

/**
 * A target's circuit breaker in the hands of an operator. What is set by force holds until {@link #reset()}, for as long as this
 * client exists, also when its settings change; in a registry of your own it is set again at the next attempt when somebody else changes the
 * state there. It is lost when the client's circuit breakers are switched off and on again, and when they are to come from another
 * registry. It is not shared with other instances of the application. Changes are logged and told to listeners as any other. Every
 * method but {@link #target()} and {@link #toString()} throws an {@link IllegalStateException} while the client's circuit breakers are
 * switched off. Thread-safe.
 */
public final class BreakerControl {
    private final Target target;
    private final Supplier<Breaker> breaker;

    BreakerControl(Target target, Supplier<Breaker> breaker) {
        this.target = target;
        this.breaker = breaker;
    }

    /**
     * Whose breaker it is.
     *
     * @return scheme, host and port
     */
    public Target target() {
        return target;
    }

    /**
     * What it does now. One whose time is over stays {@link BreakerState#OPEN} until the next attempt asks.
     *
     * @return the state
     */
    public BreakerState state() {
        return BreakerState.valueOf(breaker.get().state());
    }

    /** Closes it and forgets what it counted, whatever its state is; attempts under way are not counted any more. */
    public void reset() {
        breaker.get().reset();
    }

    /** Refuses every further attempt until {@link #reset()}; attempts under way go on. */
    public void forceOpen() {
        breaker.get().forceOpen();
    }

    /** Lets every attempt through until {@link #reset()}, however many fail. */
    public void disable() {
        breaker.get().disable();
    }

    @Override
    public String toString() {
        return "circuit breaker of " + target + ", " + shownState();
    }

    private String shownState() {
        try {
            return breaker.get().state();
        } catch (IllegalStateException e) {
            return "off";
        }
    }
}

package io.hopguard.client;

import io.hopguard.client.http.Target;
import io.hopguard.client.internal.breaker.Breaker;

/**
 * A target's circuit breaker in the hands of an operator. What is set by force holds until {@link #reset()}, for as long as this
 * client exists; it is not shared with other instances of the application. Changes are logged and told to listeners as any other.
 * Thread-safe.
 */
public final class BreakerControl {
    private final Target target;
    private final Breaker breaker;

    BreakerControl(Target target, Breaker breaker) {
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
        return BreakerState.valueOf(breaker.state());
    }

    /** Closes it and forgets what it counted, whatever its state is; attempts under way are not counted any more. */
    public void reset() {
        breaker.reset();
    }

    /** Refuses every further attempt until {@link #reset()}; attempts under way go on. */
    public void forceOpen() {
        breaker.forceOpen();
    }

    /** Lets every attempt through until {@link #reset()}, however many fail. */
    public void disable() {
        breaker.disable();
    }

    @Override
    public String toString() {
        return "circuit breaker of " + target + ", " + breaker.state();
    }
}

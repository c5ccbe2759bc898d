package io.hopguard.client.policy;

/**
 * How back-off is spread, so that clients that failed together do not come back together (AWS Architecture Blog,
 * "Exponential Backoff And Jitter"). Immutable.
 */
public enum Jitter {
    /** Anything from zero to the back-off: spreads best. The default. */
    FULL,
    /** Half of the back-off, and anything up to the other half. */
    EQUAL,
    /** The back-off itself. For tests, or where something else spreads the load. */
    NONE
}

package io.hopguard.client;

/** What a target's circuit breaker does. States may be added before version 1.0, so that a {@code switch} over them needs a default. */
public enum BreakerState {
    /** Lets attempts through and counts their failures. */
    CLOSED,
    /** Refuses attempts, because too many failed, until its time is over. */
    OPEN,
    /** Lets some attempts through, to see whether the target works again. */
    HALF_OPEN,
    /** Refuses attempts until it is told otherwise. */
    FORCED_OPEN,
    /** Lets attempts through and counts nothing, until it is told otherwise. */
    DISABLED,
    /** Lets attempts through and counts; only in a registry of one's own. */
    METRICS_ONLY;

    /**
     * Whether no attempt gets through.
     *
     * @return true for {@link #OPEN} and {@link #FORCED_OPEN}
     */
    public boolean refuses() {
        return this == OPEN || this == FORCED_OPEN;
    }
}

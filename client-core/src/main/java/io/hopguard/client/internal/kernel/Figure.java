package io.hopguard.client.internal.kernel;

/** A number that somebody may ask for at any time. */
public enum Figure {
    /** Whole tokens left. */
    RETRY_BUDGET,
    RETRY_BUDGET_CAPACITY,
    /** 1 where the breaker is in this state, else 0. */
    BREAKER_CLOSED,
    BREAKER_OPEN,
    BREAKER_HALF_OPEN,
    /** From 0 to 1; not a number before enough has been seen. */
    BREAKER_FAILURE_RATE,
    /** Counted since the breaker was made. */
    BREAKER_REJECTIONS,
    BULKHEAD_RUNNING,
    BULKHEAD_WAITING,
    BULKHEAD_MAX,
    POOL_LEASED,
    POOL_AVAILABLE,
    POOL_PENDING,
    POOL_MAX,
    /** Counted since the client was opened. */
    CONNECTIONS_CREATED,
    CONNECTIONS_REUSED,
    CONNECTIONS_EVICTED,
    /** Counted since the client was opened; only with listeners. */
    EVENTS_DROPPED
}

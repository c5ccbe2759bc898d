package io.hopguard.client.internal.retry;

import io.hopguard.client.policy.Jitter;

/** Exponential back-off: base, doubled from attempt to attempt, capped, spread. Pure; never overflows. */
public final class Backoff {
    private final long baseNanos;
    private final long maxNanos;
    private final Jitter jitter;

    public Backoff(long baseNanos, long maxNanos, Jitter jitter) {
        this.baseNanos = baseNanos;
        this.maxNanos = maxNanos;
        this.jitter = jitter;
    }

    /**
     * The wait before a retry.
     *
     * @param retry which retry, counted from 1
     * @param random anything from 0 to 1
     */
    public long nanos(int retry, double random) {
        long ceiling = ceilingNanos(retry);
        return switch (jitter) {
            case FULL -> (long) (ceiling * random);
            case EQUAL -> ceiling / 2 + (long) ((ceiling - ceiling / 2) * random);
            case NONE -> ceiling;
        };
    }

    /** The wait before jitter: min(max, base x 2^(retry - 1)). */
    public long ceilingNanos(int retry) {
        int doublings = Math.max(0, retry - 1);
        boolean overflows = doublings >= Long.numberOfLeadingZeros(baseNanos) - 1;
        return overflows ? maxNanos : Math.min(maxNanos, baseNanos << doublings);
    }
}

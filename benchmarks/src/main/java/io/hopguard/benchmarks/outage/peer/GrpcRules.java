package io.hopguard.benchmarks.outage.peer;

/**
 * The retry policy of gRPC (proposal A6, as grpc-java has it): exponential waits, spread by a fifth, and the server's
 * pushback.
 */
public final class GrpcRules {
    /** No retry. */
    public static final long COMMIT = -1;
    /** The server said nothing about retries. */
    public static final long NO_PUSHBACK = -1;
    /** The server said not to retry, or nothing that can be read. */
    public static final long STOP = -2;

    private static final int MOST_ATTEMPTS = 5;
    private static final long MILLI = 1_000_000;

    private final int maxAttempts;
    private final double initialNanos;
    private final double maxNanos;
    private final double multiplier;

    public GrpcRules(int maxAttempts, long initialNanos, long maxNanos, double multiplier) {
        if (maxAttempts < 2) {
            throw new IllegalArgumentException("maxAttempts: must be at least 2");
        }
        this.maxAttempts = Math.min(maxAttempts, MOST_ATTEMPTS);
        this.initialNanos = initialNanos;
        this.maxNanos = maxNanos;
        this.multiplier = multiplier;
    }

    public int maxAttempts() {
        return maxAttempts;
    }

    /**
     * The wait before a retry, or {@link #COMMIT}.
     *
     * @param attempt which attempt failed, counted from 1
     * @param retriable whether its status is one of the configured ones
     * @param pushbackMillis what the server said, or one of the constants
     */
    public long afterFailure(
            int attempt, boolean retriable, long pushbackMillis, double random, GrpcThrottle throttle) {
        boolean charged = retriable || pushbackMillis == STOP;
        boolean throttled = charged && !throttle.failed();
        if (attempt >= maxAttempts || throttled || pushbackMillis == STOP) {
            return COMMIT;
        }
        if (pushbackMillis >= 0) {
            return pushbackMillis * MILLI;
        }
        return retriable ? waitNanos(attempt, random) : COMMIT;
    }

    /** min(initial x multiplier^(retry - 1), max) x [0.8, 1.2]. */
    public long waitNanos(int retry, double random) {
        double ceiling = Math.min(maxNanos, initialNanos * StrictMath.pow(multiplier, retry - 1));
        return (long) (ceiling * (0.8 + 0.4 * random));
    }
}

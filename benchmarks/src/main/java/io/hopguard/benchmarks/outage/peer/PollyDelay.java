package io.hopguard.benchmarks.outage.peer;

/**
 * The waits of Polly v8: constant, linear or exponential; with jitter the first two are spread by a quarter, and the third
 * is its smoothed decorrelated jitter ("V2"). Attempts are counted from 0.
 */
public final class PollyDelay {
    /** How it grows. */
    public enum Growth {
        CONSTANT,
        LINEAR,
        EXPONENTIAL
    }

    private static final double SPREAD = 0.25;
    private static final double STEEPNESS = 4;
    private static final double MEDIAN_SCALE = 1 / 1.4;

    private final Growth growth;
    private final boolean jitter;
    private final double baseNanos;
    private final double maxNanos;

    public PollyDelay(Growth growth, boolean jitter, long baseNanos, long maxNanos) {
        this.growth = growth;
        this.jitter = jitter;
        this.baseNanos = baseNanos;
        this.maxNanos = maxNanos;
    }

    /** What one call remembers from wait to wait. */
    public static final class Memory {
        private double reached;
    }

    public long nanos(int attempt, double random, Memory memory) {
        double nanos = switch (growth) {
            case CONSTANT -> spread(baseNanos, random);
            case LINEAR -> spread(baseNanos * (attempt + 1), random);
            case EXPONENTIAL ->
                jitter ? decorrelated(attempt + random, memory) : baseNanos * StrictMath.pow(2, attempt);
        };
        // Not a number is infinity less infinity: far past any limit.
        return (long) (Double.isNaN(nanos) ? maxNanos : Math.min(nanos, maxNanos));
    }

    private double spread(double nanos, double random) {
        return jitter ? nanos + nanos * SPREAD * (2 * random - 1) : nanos;
    }

    private double decorrelated(double time, Memory memory) {
        double before = memory.reached;
        memory.reached = StrictMath.pow(2, time) * StrictMath.tanh(StrictMath.sqrt(STEEPNESS * time));
        return (memory.reached - before) * MEDIAN_SCALE * baseNanos;
    }
}

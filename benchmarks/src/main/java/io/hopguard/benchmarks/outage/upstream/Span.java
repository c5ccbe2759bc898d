package io.hopguard.benchmarks.outage.upstream;

/**
 * A part of the time, from the beginning of the run.
 *
 * @param fromNanos its first moment
 * @param toNanos the first moment after it
 */
public record Span(long fromNanos, long toNanos) {
    private static final long SECOND = 1_000_000_000;

    public static Span seconds(double from, double to) {
        return new Span((long) (from * SECOND), (long) (to * SECOND));
    }

    public boolean contains(long nanos) {
        return nanos >= fromNanos && nanos < toNanos;
    }

    public double fromSeconds() {
        return (double) fromNanos / SECOND;
    }

    public double toSeconds() {
        return (double) toNanos / SECOND;
    }
}

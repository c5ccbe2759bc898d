package io.hopguard.benchmarks.outage.peer;

/**
 * The retry throttle of gRPC (proposal A6): a token less for each failure that could be retried, a part of one more for each
 * success; retries only above half.
 */
public final class GrpcThrottle {
    private final double max;
    private final double ratio;
    private double tokens;

    public GrpcThrottle(double max, double ratio, double tokens) {
        this.max = max;
        this.ratio = ratio;
        this.tokens = tokens;
    }

    /** Tells whether a retry is allowed then. */
    public boolean failed() {
        tokens = Math.max(0, tokens - 1);
        return isAboveHalf();
    }

    public void succeeded() {
        tokens = Math.min(max, tokens + ratio);
    }

    public boolean isAboveHalf() {
        return tokens > max / 2;
    }

    public double tokens() {
        return tokens;
    }
}

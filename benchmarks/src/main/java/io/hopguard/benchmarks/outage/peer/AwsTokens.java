package io.hopguard.benchmarks.outage.peer;

/** The token bucket of the AWS SDKs, which all calls of a client share. By default it is refilled by successes only. */
public final class AwsTokens {
    private static final double SECOND = 1_000_000_000;

    private final int capacity;
    private final int refillPerSecond;
    private int tokens;
    private long refilledNanos;

    public AwsTokens(int capacity, int refillPerSecond) {
        this.capacity = capacity;
        this.refillPerSecond = refillPerSecond;
        this.tokens = capacity;
    }

    public int tokens() {
        return tokens;
    }

    /** Takes as many, or none. */
    public boolean take(int cost) {
        if (tokens < cost) {
            return false;
        }
        tokens -= cost;
        return true;
    }

    public void giveBack(int some) {
        tokens = Math.min(capacity, tokens + some);
    }

    /** Refills by time; whole tokens only. */
    public void refill(long nowNanos) {
        giveBack((int) ((nowNanos - refilledNanos) / SECOND * refillPerSecond));
        refilledNanos = nowNanos;
    }

    /** Takes as many, the rest of them in advance: the wait until they will have been refilled. */
    public long takeOrWait(int cost) {
        if (take(cost)) {
            return 0;
        }
        long wait = (long) StrictMath.ceil((double) (cost - tokens) / refillPerSecond * SECOND);
        tokens = 0;
        return wait;
    }
}

package io.hopguard.benchmarks.outage.peer;

/**
 * Finagle's retry budget: each request pays for a share of a retry, which can be used for 10 s; some retries in each second
 * are free. The 10 s are ten windows of one, as in its leaky bucket.
 */
public final class FinagleBudget {
    private static final int WINDOWS = 10;
    private static final long WINDOW_NANOS = 1_000_000_000;
    private static final long REQUEST = 1_000_000;

    private final long[] balances = new long[WINDOWS];
    private final long costOfRetry;
    private final long reserve;
    private final long deposit;
    private long window;

    public FinagleBudget(double percentCanRetry, int minRetriesPerSecond) {
        if (percentCanRetry < 0 || minRetriesPerSecond < 0) {
            throw new IllegalArgumentException("a budget must not be negative");
        }
        this.deposit = percentCanRetry == 0 ? 0 : REQUEST;
        this.costOfRetry = percentCanRetry == 0 ? REQUEST : (long) (REQUEST / percentCanRetry);
        this.reserve = minRetriesPerSecond * (long) WINDOWS * costOfRetry;
    }

    public void request(long nowNanos) {
        advance(nowNanos);
        balances[(int) (window % WINDOWS)] += deposit;
    }

    /** Takes a retry, if there is one. */
    public boolean retry(long nowNanos) {
        advance(nowNanos);
        long balance = reserve;
        for (long one : balances) {
            balance += one;
        }
        if (balance < costOfRetry) {
            return false;
        }
        balances[(int) (window % WINDOWS)] -= costOfRetry;
        return true;
    }

    private void advance(long nowNanos) {
        long now = nowNanos / WINDOW_NANOS;
        for (long passed = 0; window < now && passed < WINDOWS; passed++) {
            window++;
            balances[(int) (window % WINDOWS)] = 0;
        }
        window = now;
    }
}

package io.hopguard.benchmarks.outage.peer;

import io.hopguard.benchmarks.outage.upstream.Answer;

/**
 * Finagle's MethodBuilder: 2 retries after 5 to 200 ms of decorrelated jitter, within the retry budget of 20 % and 10 in each
 * second. With the user's time as its total timeout, which it sends on, and a classifier that has 502, 503, 504 and lost
 * connections as retryable. Failure accrual has nobody else to turn to: the balancer is one address.
 */
public final class FinagleRetries implements Policy {
    private static final int RETRIES = 2;
    private static final double FIRST_NANOS = 5_000_000;
    private static final double MOST_NANOS = 200_000_000;

    private final Site site;
    private final FinagleBudget budget = new FinagleBudget(0.2, 10);

    public FinagleRetries(Site site) {
        this.site = site;
    }

    @Override
    public Answer call(long toldNanos) {
        long deadline = site.world().nanos() + Math.min(TOTAL_NANOS, toldNanos);
        budget.request(site.world().nanos());
        double wait = FIRST_NANOS;
        for (int retry = 0; ; retry++) {
            long left = deadline - site.world().nanos();
            Answer answer = site.wire().send(left, left);
            boolean retryable = answer.isGatewayFailure() || answer.status() < Answer.TIMED_OUT;
            if (!retryable || retry == RETRIES || !budget.retry(site.world().nanos())) {
                return answer;
            }
            site.world().sleep(Math.min((long) wait, deadline - site.world().nanos()));
            wait = nextWait(FIRST_NANOS, MOST_NANOS, wait, site.random().nextDouble());
        }
    }

    /** Decorrelated jitter: min(cap, U(base, 3 x the wait before)). */
    public static double nextWait(double base, double cap, double before, double random) {
        return Math.min(cap, base + random * (3 * before - base));
    }
}

package io.hopguard.benchmarks.outage.peer;

import io.hopguard.benchmarks.outage.upstream.Answer;

/**
 * A client by the SRE book: 3 attempts, retries at most 10 % of the requests (a budget as Finagle's, without the free ones),
 * randomised exponential waits from 100 ms, and client-side throttling; with the user's time as its deadline.
 */
public final class SreClient implements Policy {
    private static final int ATTEMPTS = 3;
    private static final double BASE_NANOS = 100_000_000;

    private final Site site;
    private final SreThrottle throttle = new SreThrottle();
    private final FinagleBudget budget = new FinagleBudget(0.1, 0);

    public SreClient(Site site) {
        this.site = site;
    }

    @Override
    public Answer call(long toldNanos) {
        long deadline = now() + TOTAL_NANOS;
        budget.request(now());
        Answer answer = attempt(deadline);
        for (int retry = 1; retry < ATTEMPTS && mayRetry(answer, deadline); retry++) {
            double ceiling = BASE_NANOS * StrictMath.pow(2, retry - 1);
            long wait = (long) (ceiling * site.random().nextDouble());
            site.world().sleep(Math.min(wait, deadline - now()));
            answer = attempt(deadline);
        }
        return answer;
    }

    private Answer attempt(long deadline) {
        if (!throttle.allows(now(), site.random().nextDouble())) {
            return Answer.of(Answer.NOT_TRIED);
        }
        Answer answer = site.wire().send(deadline - now());
        if (answer.ok()) {
            throttle.accepted(now());
        }
        return answer;
    }

    private boolean mayRetry(Answer answer, long deadline) {
        boolean refused = answer.status() == Answer.NOT_TRIED;
        boolean failed = answer.isGatewayFailure() || (answer.isException() && !refused);
        return failed && now() < deadline && budget.retry(now());
    }

    private long now() {
        return site.world().nanos();
    }
}

package io.hopguard.benchmarks.outage.peer;

import io.hopguard.benchmarks.outage.upstream.Answer;

/**
 * .NET's standard resilience handler as it ships: 30 s in all, 3 retries after 2 s and more with decorrelated jitter, a
 * breaker, 10 s for each attempt, 1,000 calls at once; no budget.
 */
public final class StandardHandler implements Policy {
    private static final long SECOND = 1_000_000_000;
    private static final long ALL_NANOS = 30 * SECOND;
    private static final long ATTEMPT_NANOS = 10 * SECOND;
    private static final int RETRIES = 3;
    private static final int AT_ONCE = 1_000;

    private final Site site;
    private final PollyBreaker breaker = new PollyBreaker();
    private final PollyDelay delay = new PollyDelay(PollyDelay.Growth.EXPONENTIAL, true, 2 * SECOND, ALL_NANOS);
    private int underWay;

    public StandardHandler(Site site) {
        this.site = site;
    }

    @Override
    public Answer call(long toldNanos) {
        if (underWay == AT_ONCE) {
            return Answer.of(Answer.NOT_TRIED);
        }
        underWay++;
        Answer answer = tried();
        underWay--;
        return answer;
    }

    private Answer tried() {
        long deadline = now() + ALL_NANOS;
        PollyDelay.Memory memory = new PollyDelay.Memory();
        for (int attempt = 0; ; attempt++) {
            if (!breaker.allows(now())) {
                return Answer.of(Answer.NOT_TRIED);
            }
            Answer answer = site.wire().send(Math.min(ATTEMPT_NANOS, deadline - now()));
            boolean failed = answer.isException() || answer.status() >= 500 || answer.status() == 429;
            breaker.report(now(), failed);
            if (!failed || attempt == RETRIES || now() >= deadline) {
                return answer;
            }
            long wait = delay.nanos(attempt, site.random().nextDouble(), memory);
            site.world().sleep(Math.min(wait, deadline - now()));
            if (now() >= deadline) {
                return Answer.of(Answer.TIMED_OUT);
            }
        }
    }

    private long now() {
        return site.world().nanos();
    }
}

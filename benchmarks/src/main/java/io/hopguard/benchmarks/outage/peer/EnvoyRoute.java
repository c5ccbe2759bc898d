package io.hopguard.benchmarks.outage.peer;

import io.hopguard.benchmarks.outage.upstream.Answer;

/** A route of Envoy's with {@code retry-on: 5xx}: 15 s in all, 1 retry, full jitter, the retry budget with its defaults. */
public final class EnvoyRoute implements Policy {
    private static final long ROUTE_NANOS = 15_000_000_000L;
    private static final int DEFAULT_RETRIES = 1;

    private final Site site;
    private final EnvoyRules.RetryOn retryOn;
    private final int retries;
    private int underWay;
    private int retriesUnderWay;

    public EnvoyRoute(Site site) {
        this(site, EnvoyRules.RetryOn.FIVE_XX, DEFAULT_RETRIES);
    }

    public EnvoyRoute(Site site, EnvoyRules.RetryOn retryOn, int retries) {
        this.site = site;
        this.retryOn = retryOn;
        this.retries = retries;
    }

    @Override
    public Answer call(long toldNanos) {
        long deadline = site.world().nanos() + ROUTE_NANOS;
        underWay++;
        Answer answer = site.wire().send(ROUTE_NANOS);
        for (int retry = 1; retry <= retries && mayRetry(answer, deadline); retry++) {
            retriesUnderWay++;
            site.world().sleep(EnvoyRules.waitNanos(retry, site.random().nextDouble()));
            answer = site.wire().send(deadline - site.world().nanos());
            retriesUnderWay--;
        }
        underWay--;
        return answer;
    }

    private boolean mayRetry(Answer answer, long deadline) {
        return retryOn.covers(answer)
                && site.world().nanos() < deadline
                && EnvoyRules.fitsBudget(retriesUnderWay, underWay);
    }
}

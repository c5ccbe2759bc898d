package io.hopguard.benchmarks.outage.peer;

import io.hopguard.benchmarks.outage.upstream.Answer;

/** Resilience4j's retry as it ships: 3 attempts, 500 ms between them, no jitter, no total limit, whatever failed. */
public final class FixedRetry implements Policy {
    private static final int ATTEMPTS = 3;
    private static final long WAIT_NANOS = 500_000_000;

    private final Site site;

    public FixedRetry(Site site) {
        this.site = site;
    }

    @Override
    public Answer call(long toldNanos) {
        Answer answer = site.wire().send(TOTAL_NANOS);
        for (int attempt = 2; attempt <= ATTEMPTS && !answer.ok(); attempt++) {
            site.world().sleep(WAIT_NANOS);
            answer = site.wire().send(TOTAL_NANOS);
        }
        return answer;
    }
}

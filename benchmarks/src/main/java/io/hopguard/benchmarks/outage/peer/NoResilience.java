package io.hopguard.benchmarks.outage.peer;

import io.hopguard.benchmarks.outage.upstream.Answer;

/** One attempt, with the user's time as the limit of it. */
public final class NoResilience implements Policy {
    private final Site site;

    public NoResilience(Site site) {
        this.site = site;
    }

    @Override
    public Answer call(long toldNanos) {
        return site.wire().send(TOTAL_NANOS);
    }
}

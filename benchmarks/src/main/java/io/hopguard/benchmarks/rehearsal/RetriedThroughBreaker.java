package io.hopguard.benchmarks.rehearsal;

import io.hopguard.benchmarks.outage.peer.Policy;
import io.hopguard.benchmarks.outage.peer.Site;
import io.hopguard.benchmarks.outage.upstream.Answer;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** A retry around a breaker, as most clients are set up. A refusal by the breaker is a failure like any other to the retry. */
final class RetriedThroughBreaker implements Policy {
    private final Site site;
    private final Breaker breaker;
    private final Supplier<LongSupplier> waits;

    /**
     * Makes one.
     *
     * @param waits begins a call: tells before each further attempt for how many milliseconds to wait, or less than 0 for no
     *     further attempt
     */
    RetriedThroughBreaker(Site site, Breaker breaker, Supplier<LongSupplier> waits) {
        this.site = site;
        this.breaker = breaker;
        this.waits = waits;
    }

    @Override
    public Answer call(long toldNanos) {
        LongSupplier ofCall = waits.get();
        Answer answer = attempt();
        while (!answer.ok()) {
            long waitMillis = ofCall.getAsLong();
            if (waitMillis < 0) {
                return answer;
            }
            site.world().sleep(TimeUnit.MILLISECONDS.toNanos(waitMillis));
            answer = attempt();
        }
        return answer;
    }

    private Answer attempt() {
        if (!breaker.admits()) {
            return Answer.of(Answer.NOT_TRIED);
        }
        Answer answer = site.wire().send(TOTAL_NANOS);
        if (answer.ok()) {
            breaker.succeeded();
        } else {
            breaker.failed();
        }
        return answer;
    }
}

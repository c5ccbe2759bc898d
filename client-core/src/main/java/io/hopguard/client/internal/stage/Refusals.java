package io.hopguard.client.internal.stage;

import io.hopguard.client.diagnosis.AnsweredBy;
import io.hopguard.client.diagnosis.Cause;
import io.hopguard.client.diagnosis.Diagnosis;
import io.hopguard.client.diagnosis.Evidence;
import io.hopguard.client.error.FailureDetails;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.Phase;
import io.hopguard.client.http.Target;
import io.hopguard.client.internal.breaker.Breaker;
import io.hopguard.client.internal.kernel.CallControl;
import io.hopguard.client.internal.kernel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * What the open circuit breaker of a target says: the same to all whom it refuses, as long as the last failure is the same, but
 * for how long it goes on. Refusals come as fast as calls do, so that it is put into words once. Thread-safe.
 */
final class Refusals {
    private static final Diagnosis OPEN = Diagnosis.observed(
            AnsweredBy.CLIENT,
            Cause.NO_HEALTHY_UPSTREAM,
            new Evidence("circuit breaker", "open", "this client sends nothing to a target that fails"),
            "look at the failures that opened the circuit breaker; the last one is the cause of this");

    /** No failure did this: somebody wanted it. */
    private static final Diagnosis FORCED = Diagnosis.observed(
            AnsweredBy.CLIENT,
            Cause.MAINTENANCE,
            new Evidence("circuit breaker", "forced open", "somebody told this client to send nothing to the target"),
            "reset the circuit breaker when calls may go there again");

    private final String whose;
    private volatile @Nullable FailureDetails latest;

    Refusals(Target target) {
        this.whose = "the circuit breaker of " + target;
    }

    /** What a call is told now. */
    FailureDetails by(Breaker breaker, Exchange exchange, long nowNanos) {
        Phase phase = exchange.run().phase();
        return breaker.state().equals("FORCED_OPEN")
                ? of(exchange, nowNanos, told(FORCED, null, phase), -1)
                : of(exchange, nowNanos, told(OPEN, breaker.lastFailure(), phase), breaker.refusesForNanos());
    }

    private static FailureDetails of(Exchange exchange, long nowNanos, FailureDetails told, long forNanos) {
        CallControl call = exchange.control();
        return told.unattempted(
                exchange.request().method(),
                exchange.request().shownTarget(),
                call.requestId(),
                nowNanos - call.startNanos(),
                call.totalNanos(),
                forNanos);
    }

    private FailureDetails told(Diagnosis diagnosis, @Nullable HopguardException last, Phase phase) {
        FailureDetails known = latest;
        if (known != null && known.diagnosis() == diagnosis && known.cause() == last && known.phase() == phase) {
            return known;
        }
        String opened = whose + (diagnosis == FORCED ? " is forced open" : " is open");
        String summary = opened
                + (last == null ? "" : ", last failure: " + last.details().summary());
        FailureDetails told = new FailureDetails.Builder(summary, phase)
                .diagnosis(diagnosis)
                .cause(last)
                .build();
        latest = told;
        return told;
    }
}

package io.hopguard.client.internal.stage;

import io.hopguard.client.diagnosis.AnsweredBy;
import io.hopguard.client.diagnosis.Cause;
import io.hopguard.client.diagnosis.Diagnosis;
import io.hopguard.client.diagnosis.Evidence;
import io.hopguard.client.error.FailureDetails;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.Phase;
import io.hopguard.client.http.Target;
import org.jspecify.annotations.Nullable;

/**
 * What the open circuit breaker of a target says: the same to all whom it refuses, as long as the last failure is the same.
 * Refusals come as fast as calls do, so that it is put into words once. Thread-safe.
 */
final class Refusals {
    private static final Diagnosis OPEN = Diagnosis.observed(
            AnsweredBy.CLIENT,
            Cause.NO_HEALTHY_UPSTREAM,
            new Evidence("circuit breaker", "open", "this client sends nothing to a target that fails"),
            "look at the failures that opened the circuit breaker; the last one is the cause of this");

    private final Target target;
    private volatile @Nullable FailureDetails latest;

    Refusals(Target target) {
        this.target = target;
    }

    FailureDetails after(@Nullable HopguardException lastFailure, Phase phase) {
        FailureDetails known = latest;
        if (known != null && known.cause() == lastFailure && known.phase() == phase) {
            return known;
        }
        String summary = "the circuit breaker of " + target + " is open"
                + (lastFailure == null
                        ? ""
                        : ", last failure: " + lastFailure.details().summary());
        FailureDetails told = new FailureDetails.Builder(summary, phase)
                .diagnosis(OPEN)
                .cause(lastFailure)
                .build();
        latest = told;
        return told;
    }
}

package io.hopguard.examples.spring;

import io.hopguard.client.diagnosis.Cause;
import io.hopguard.client.diagnosis.Diagnosis;
import io.hopguard.client.diagnosis.Evidence;
import io.hopguard.client.error.Attempt;
import io.hopguard.client.event.CallEnded;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call as the page shows it. */
record ShownCall(
        Instant when,
        @Nullable String requestId,
        String request,
        int status,
        long elapsedMs,
        boolean success,
        @Nullable String code,
        @Nullable String gaveUp,
        List<ShownAttempt> attempts,
        @Nullable ShownDiagnosis diagnosis) {

    /** One try of it; in the end there is either a status or the code of a failure. */
    record ShownAttempt(int number, int status, @Nullable String code, long waitedMs, long elapsedMs) {
        static ShownAttempt of(Attempt attempt) {
            return new ShownAttempt(
                    attempt.number(),
                    attempt.status(),
                    attempt.code(),
                    attempt.waited().toMillis(),
                    attempt.elapsed().toMillis());
        }
    }

    /** Which hop broke and why. */
    record ShownDiagnosis(
            String answeredBy,
            @Nullable String product,
            List<Cause> causes,
            String confidence,
            List<Evidence> evidence,
            List<String> advice) {
        static ShownDiagnosis of(Diagnosis diagnosis) {
            return new ShownDiagnosis(
                    diagnosis.answeredBy().name(),
                    diagnosis.product(),
                    diagnosis.causes(),
                    diagnosis.confidence().name(),
                    diagnosis.evidence(),
                    diagnosis.advice());
        }
    }

    static ShownCall of(CallEnded call) {
        boolean known = !call.diagnosis().equals(Diagnosis.unknown());
        return new ShownCall(
                call.when(),
                call.requestId(),
                call.method() + " " + call.shownTarget(),
                call.status(),
                call.elapsed().toMillis(),
                call.isSuccess(),
                call.failure() == null ? null : call.failure().code(),
                call.gaveUp() == null ? null : call.gaveUp().name(),
                call.attempts().stream().map(ShownAttempt::of).toList(),
                known ? ShownDiagnosis.of(call.diagnosis()) : null);
    }
}

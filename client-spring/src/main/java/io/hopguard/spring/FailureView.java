package io.hopguard.spring;

import io.hopguard.client.diagnosis.Diagnosis;
import io.hopguard.client.error.Attempt;
import io.hopguard.client.event.CallEnded;
import io.hopguard.client.event.EventFailure;
import io.hopguard.client.event.EventSubject;
import io.hopguard.client.event.StreamEnded;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A failed call as the endpoint shows it: what events tell, which is without secrets, and of URIs without a template not their
 * paths, whose values are anybody's.
 */
record FailureView(
        Instant when,
        @Nullable String requestId,
        @Nullable String method,
        String target,
        @Nullable String route,
        @Nullable Integer status,
        @Nullable String code,
        @Nullable String message,
        long elapsedMs,
        @Nullable String gaveUp,
        @Nullable DiagnosisView diagnosis,
        List<AttemptView> attempts) {
    /** A whole one; that of the template of a client without a base URI has braces, which no URI has. */
    private static final Pattern URI_OF_A_CALL = Pattern.compile("(https?://[^\\s/?#{}]+)[/?#][^\\s{}]*+(?![{}])");

    /** One attempt; of its diagnosis what fits in a line, since that of the call has the rest. */
    record AttemptView(
            int number,
            @Nullable Integer status,
            @Nullable String code,
            @Nullable String peer,
            long elapsedMs,
            long waitedMs,
            String answeredBy,
            List<String> causes) {
        static AttemptView of(Attempt attempt) {
            return new AttemptView(
                    attempt.number(),
                    shown(attempt.status()),
                    attempt.code(),
                    attempt.peer(),
                    attempt.elapsed().toMillis(),
                    attempt.waited().toMillis(),
                    attempt.diagnosis().answeredBy().name(),
                    attempt.diagnosis().causes().stream().map(Enum::name).toList());
        }
    }

    /** Which hop broke and why. */
    record DiagnosisView(
            String answeredBy,
            @Nullable String product,
            List<String> causes,
            String confidence,
            List<EvidenceView> evidence,
            List<String> advice,
            List<String> hops) {
        /** Null where the evidence does not say. */
        static @Nullable DiagnosisView of(Diagnosis diagnosis) {
            return diagnosis.equals(Diagnosis.unknown())
                    ? null
                    : new DiagnosisView(
                            diagnosis.answeredBy().name(),
                            diagnosis.product(),
                            diagnosis.causes().stream().map(Enum::name).toList(),
                            diagnosis.confidence().name(),
                            diagnosis.evidence().stream()
                                    .map(seen -> new EvidenceView(seen.field(), seen.value(), seen.meaning()))
                                    .toList(),
                            diagnosis.advice(),
                            diagnosis.hops());
        }
    }

    /** What a diagnosis rests on. */
    record EvidenceView(String field, String value, String meaning) {}

    static FailureView of(CallEnded call) {
        EventSubject subject = call.subject();
        EventFailure failure = call.failure();
        return new FailureView(
                subject.when(),
                subject.requestId(),
                subject.method(),
                subject.target().toString(),
                route(subject.shownTarget()),
                shown(call.status()),
                failure == null ? null : failure.code(),
                failure == null ? null : withoutPaths(failure.message()),
                call.elapsed().toMillis(),
                call.gaveUp() == null ? null : call.gaveUp().name(),
                DiagnosisView.of(call.diagnosis()),
                call.attempts().stream().map(AttemptView::of).toList());
    }

    /** A stream that broke long after its call was answered. */
    static FailureView of(StreamEnded stream, EventFailure failure) {
        EventSubject subject = stream.subject();
        return new FailureView(
                subject.when(),
                subject.requestId(),
                subject.method(),
                subject.target().toString(),
                route(subject.shownTarget()),
                null,
                failure.code(),
                withoutPaths(failure.message()),
                stream.elapsed().toMillis(),
                null,
                null,
                List.of());
    }

    private static @Nullable String route(@Nullable String shownTarget) {
        return shownTarget == null || URI_OF_A_CALL.matcher(shownTarget).matches() ? null : shownTarget;
    }

    private static String withoutPaths(String message) {
        return URI_OF_A_CALL.matcher(message).replaceAll("$1");
    }

    private static @Nullable Integer shown(int status) {
        return status == 0 ? null : status;
    }
}

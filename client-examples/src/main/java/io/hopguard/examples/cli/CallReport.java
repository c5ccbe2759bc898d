package io.hopguard.examples.cli;

import io.hopguard.client.diagnosis.Cause;
import io.hopguard.client.diagnosis.Diagnosis;
import io.hopguard.client.diagnosis.Evidence;
import io.hopguard.client.error.Attempt;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.HttpStatusException;
import io.hopguard.client.error.ProxyRefusedException;
import io.hopguard.client.error.ResponseSnapshot;
import io.hopguard.client.http.Response;
import io.hopguard.examples.doctor.Masks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON object that {@code --json} prints for a call. Its fields are always there; null says that there is none. */
record CallReport(
        String url,
        String method,
        @Nullable Integer status,
        @Nullable String error,
        @Nullable String code,
        long elapsedMs,
        List<AttemptReport> attempts,
        Map<String, List<String>> headers,
        @Nullable String body,
        DiagnosisReport diagnosis) {

    record AttemptReport(
            int number,
            @Nullable Integer status,
            @Nullable String error,
            String phase,
            long elapsedMs,
            long waitedMs,
            @Nullable String peer,
            @Nullable ShortDiagnosis diagnosis) {

        static AttemptReport of(Attempt attempt) {
            return new AttemptReport(
                    attempt.number(),
                    attempt.status() == 0 ? null : attempt.status(),
                    attempt.failure(),
                    attempt.phase().name(),
                    Durations.rounded(attempt.elapsed()),
                    Durations.rounded(attempt.waited()),
                    attempt.peer(),
                    attempt.failure() == null && attempt.status() < 400
                            ? null
                            : ShortDiagnosis.of(attempt.diagnosis()));
        }
    }

    /** What an attempt's failure comes to. Of several causes none is picked: what is most frequent may be wrong here. */
    record ShortDiagnosis(String answeredBy, @Nullable String product, String cause, List<String> causes) {
        private static final String SEVERAL = "SEVERAL";

        static ShortDiagnosis of(Diagnosis diagnosis) {
            List<String> causes = diagnosis.causes().stream().map(Cause::name).toList();
            return new ShortDiagnosis(
                    diagnosis.answeredBy().name(),
                    diagnosis.product(),
                    causes.size() == 1 ? causes.get(0) : SEVERAL,
                    causes);
        }
    }

    record DiagnosisReport(
            String answeredBy,
            @Nullable String product,
            List<String> causes,
            String confidence,
            List<Evidence> evidence,
            List<String> advice,
            List<String> hops) {

        static DiagnosisReport of(Diagnosis diagnosis) {
            return new DiagnosisReport(
                    diagnosis.answeredBy().name(),
                    diagnosis.product(),
                    diagnosis.causes().stream().map(Cause::name).toList(),
                    diagnosis.confidence().name(),
                    diagnosis.evidence(),
                    diagnosis.advice(),
                    diagnosis.hops());
        }
    }

    static CallReport of(CallOutcome outcome) {
        RuntimeException failure = outcome.failure();
        Response response = outcome.response();
        if (failure == null && response != null) {
            return success(outcome, response);
        }
        HopguardException known = failure instanceof HopguardException ours ? ours : null;
        ResponseSnapshot answer = known == null ? null : answer(known);
        return new CallReport(
                outcome.url(),
                outcome.method(),
                answer == null ? null : answer.status(),
                failure == null ? null : failure.getClass().getSimpleName(),
                known == null ? null : known.code(),
                Durations.rounded(outcome.elapsed()),
                known == null ? List.of() : attempts(known.attempts()),
                answer == null ? Map.of() : shown(answer.headers()),
                answer == null ? null : answer.bodyText(),
                DiagnosisReport.of(outcome.diagnosis()));
    }

    /** What did not come whole is no answer. */
    private static @Nullable ResponseSnapshot answer(HopguardException failure) {
        boolean whole = failure instanceof HttpStatusException || failure instanceof ProxyRefusedException;
        return whole ? failure.details().response() : null;
    }

    private static CallReport success(CallOutcome outcome, Response response) {
        return new CallReport(
                outcome.url(),
                outcome.method(),
                response.status(),
                null,
                null,
                Durations.rounded(outcome.elapsed()),
                attempts(response.attempts()),
                shown(response.headers().toMap()),
                response.text(),
                DiagnosisReport.of(outcome.diagnosis()));
    }

    /** Who reads logs of this program must not be able to take over a session. */
    private static Map<String, List<String>> shown(Map<String, List<String>> headers) {
        Map<String, List<String>> shown = new LinkedHashMap<>(headers);
        shown.replaceAll((name, values) -> name.equalsIgnoreCase("Set-Cookie")
                ? values.stream().map(value -> Masks.header(name, value)).toList()
                : values);
        return shown;
    }

    private static List<AttemptReport> attempts(List<Attempt> attempts) {
        return attempts.stream().map(AttemptReport::of).toList();
    }
}

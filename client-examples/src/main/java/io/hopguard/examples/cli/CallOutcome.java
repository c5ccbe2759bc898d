package io.hopguard.examples.cli;

import io.hopguard.client.diagnosis.Diagnosis;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.http.Response;
import io.hopguard.examples.doctor.AnswerDiagnosis;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What came of one call: a response without failure, a failure without response, or both where the response's status is
 * a failure.
 */
record CallOutcome(
        String url,
        String method,
        @Nullable Response response,
        @Nullable RuntimeException failure,
        Duration elapsed,
        Diagnosis diagnosis) {

    /**
     * Makes the call.
     *
     * @param accept what the request asks for, possibly nothing: a good status with something else is no good answer
     */
    static CallOutcome of(String url, String method, String accept, Supplier<Response> call) {
        long start = System.nanoTime();
        Response response = null;
        try {
            response = call.get();
            response.orThrow();
            Duration elapsed = since(start);
            return new CallOutcome(url, method, response, null, elapsed, AnswerDiagnosis.of(response, method, accept));
        } catch (RuntimeException e) {
            Diagnosis diagnosis = e instanceof HopguardException known ? known.diagnosis() : Diagnosis.unknown();
            return new CallOutcome(url, method, response, e, elapsed(e, start), diagnosis);
        }
    }

    /** The client's own measure, so that it is the one of the story. */
    private static Duration elapsed(RuntimeException failure, long start) {
        return failure instanceof HopguardException known && !known.elapsed().isZero() ? known.elapsed() : since(start);
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}

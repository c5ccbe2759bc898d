package io.hopguard.examples.cli;

import io.hopguard.client.diagnosis.Diagnoser;
import io.hopguard.client.diagnosis.Diagnosis;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.http.Response;
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
            return new CallOutcome(url, method, response, null, elapsed, ofSuccess(response, accept, elapsed));
        } catch (RuntimeException e) {
            Diagnosis diagnosis = e instanceof HopguardException known ? known.diagnosis() : Diagnosis.unknown();
            return new CallOutcome(url, method, response, e, elapsed(e, start), diagnosis);
        }
    }

    /** The client looks at failures only; who asks on the command line wants to know about every answer. */
    private static Diagnosis ofSuccess(Response response, String accept, Duration elapsed) {
        return Diagnoser.standard()
                .diagnose(response.facts()
                        .accept(accept)
                        .elapsedNanos(elapsed.toNanos())
                        .build());
    }

    /** The client's own measure, so that it is the one of the story. */
    private static Duration elapsed(RuntimeException failure, long start) {
        return failure instanceof HopguardException known && !known.elapsed().isZero() ? known.elapsed() : since(start);
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}

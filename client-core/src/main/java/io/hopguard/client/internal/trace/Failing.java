package io.hopguard.client.internal.trace;

import io.hopguard.client.http.Request;
import io.hopguard.client.http.Response;
import java.util.Objects;

/** What makes a response an error to those who observe. */
final class Failing {
    private static final int FIRST_FAILURE = 400;

    private Failing() {}

    /** 4xx and 5xx, of which a client's span is an error (OpenTelemetry's conventions for HTTP spans, "Status"). */
    static void of(Response response, Request request, Harmless observation) {
        if (response.status() >= FIRST_FAILURE) {
            observation.error(ToldFailure.of(Objects.requireNonNull(response.failure()), request::shown));
        }
    }
}

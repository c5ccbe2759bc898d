package io.hopguard.client.observation;

import io.hopguard.client.diagnosis.Diagnosis;
import io.hopguard.client.error.Attempt;
import io.hopguard.client.error.GaveUp;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.http.Request;
import io.hopguard.client.http.Response;
import io.micrometer.observation.Observation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What handlers and conventions know of a call: the request, and in the end its response or {@link #getError() error}. As
 * Micrometer's contexts are, it is written by the thread of the call and not thread-safe.
 */
public final class CallObservationContext extends Observation.Context {
    private final String client;
    private final Request request;
    private final String route;
    private @Nullable Response response;

    /**
     * Made by the pipeline, and by tests of handlers and conventions.
     *
     * @param client the client's name
     * @param request what the user asked for
     * @param route the request's template, {@code none} or {@code other}
     */
    public CallObservationContext(String client, Request request, String route) {
        this.client = client;
        this.request = request;
        this.route = route;
    }

    /**
     * The client's name.
     *
     * @return the name
     */
    public String client() {
        return client;
    }

    /**
     * What the user asked for, before interceptors and redirects.
     *
     * @return the request; its URI and headers may be secret
     */
    public Request request() {
        return request;
    }

    /**
     * The route as a name of which there are few.
     *
     * @return the template, {@code none} without one, {@code other} past the first hundred
     */
    public String route() {
        return route;
    }

    /**
     * What the call ended with, of whatever status.
     *
     * @return the response, or null as long as there is none
     */
    public @Nullable Response response() {
        return response;
    }

    /**
     * Keeps what the call ended with.
     *
     * @param value the response
     */
    public void answered(Response value) {
        response = value;
    }

    /**
     * The attempts that were made.
     *
     * @return the attempts in order; none before the call's end
     */
    public List<Attempt> attempts() {
        if (response != null) {
            return response.attempts();
        }
        return getError() instanceof HopguardException failure ? failure.attempts() : List.of();
    }

    /**
     * Why it was not tried again.
     *
     * @return the reason, or null when the question did not arise
     */
    public @Nullable GaveUp gaveUp() {
        if (response != null) {
            return response.gaveUp();
        }
        return getError() instanceof HopguardException failure ? failure.gaveUp() : null;
    }

    /**
     * The id of the call.
     *
     * @return the id, as the log and {@code X-Request-Id} have it, or null before the call's end
     */
    public @Nullable String requestId() {
        if (response != null) {
            return response.requestId();
        }
        return getError() instanceof HopguardException failure ? failure.requestId() : null;
    }

    /**
     * What was concluded from the failure.
     *
     * @return the diagnosis, {@link Diagnosis#unknown()} where there is none
     */
    public Diagnosis diagnosis() {
        return Ends.diagnosis(response, getError());
    }

    /**
     * How it ended.
     *
     * @return {@code 2xx} to {@code 5xx} when a response ended it, else the failure's code; {@code none} before the end
     */
    public String outcome() {
        return Ends.outcome(response, getError());
    }
}

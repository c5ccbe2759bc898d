package io.hopguard.client.observation;

import io.hopguard.client.diagnosis.Diagnosis;
import io.hopguard.client.http.Request;
import io.hopguard.client.http.Response;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.RequestReplySenderContext;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What handlers and conventions know of one attempt. Its carrier takes header fields, by name and value, that go out with
 * this attempt alone, in the place of those of the request. As Micrometer's contexts are, it is written by the thread of the
 * call and not thread-safe.
 */
public final class AttemptObservationContext extends RequestReplySenderContext<BiConsumer<String, String>, Response> {
    private final String client;
    private final Request request;
    private final String route;
    private final int resendCount;
    private @Nullable String peer;
    private int receivedStatus;
    private @Nullable String requestId;

    /**
     * Made by the pipeline, and by tests of handlers and conventions.
     *
     * @param client the client's name
     * @param request what this attempt sends
     * @param route the request's template, {@code none} or {@code other}
     * @param resendCount how many requests the call has sent before
     */
    public AttemptObservationContext(String client, Request request, String route, int resendCount) {
        super(
                (carrier, name, value) -> {
                    if (carrier != null) {
                        carrier.accept(name, value);
                    }
                },
                Kind.CLIENT);
        this.client = client;
        this.request = request;
        this.route = route;
        this.resendCount = resendCount;
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
     * What this attempt sends: after interceptors and redirects.
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
     * How many requests the call has sent before this one: retries, redirects and repetitions with a new token alike.
     *
     * @return 0 for the first
     */
    public int resendCount() {
        return resendCount;
    }

    /**
     * The other end of the connection.
     *
     * @return address and port, an IPv6 address in brackets, or null as long as there is no connection
     */
    public @Nullable String peer() {
        return peer;
    }

    /**
     * The status of the head that came, also of an answer that broke off behind it.
     *
     * @return the status, or 0 as long as no head has come
     */
    public int receivedStatus() {
        return receivedStatus;
    }

    /**
     * Keeps how far the attempt came.
     *
     * @param other address and port of the other end, or null when no connection was had
     * @param status the status of the head that came, or 0 when none did
     */
    public void reached(@Nullable String other, int status) {
        peer = other;
        receivedStatus = status;
    }

    /**
     * The id of the call, which all of its attempts have.
     *
     * @return the id, as the log and {@code X-Request-Id} have it, or null before the attempt's end
     */
    public @Nullable String requestId() {
        return requestId;
    }

    /**
     * Keeps the id of the call.
     *
     * @param value the id; an empty one is none
     */
    public void identified(String value) {
        requestId = value.isEmpty() ? null : value;
    }

    /**
     * What was concluded from the failure.
     *
     * @return the diagnosis, {@link Diagnosis#unknown()} where there is none
     */
    public Diagnosis diagnosis() {
        return Ends.diagnosis(getResponse(), getError());
    }

    /**
     * How it ended.
     *
     * @return {@code 2xx} to {@code 5xx} when a response ended it, else the failure's code; {@code none} before the end
     */
    public String outcome() {
        return Ends.outcome(getResponse(), getError());
    }
}

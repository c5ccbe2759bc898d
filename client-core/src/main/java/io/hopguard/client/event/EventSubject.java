package io.hopguard.client.event;

import io.hopguard.client.http.Target;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an event is about. Immutable and thread-safe. Components may be added before version 1.0.
 *
 * @param client the client's name
 * @param target scheme, host and port: of the attempt's own request after a redirect, of the call's in {@link CallStarted} and
 *     {@link CallEnded}
 * @param when by the wall clock, in milliseconds
 * @param requestId the id that the call carries, or null where it has none or the event is about a target and not about a call
 * @param method the request's method, or null where the event is about a target and not about a call
 * @param shownTarget the route's template, or without one the URI with its query values masked; null where the event is about a
 *     target and not about a call
 */
public record EventSubject(
        String client,
        Target target,
        Instant when,
        @Nullable String requestId,
        @Nullable String method,
        @Nullable String shownTarget) {

    /** In one line, for logs. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(100)
                .append(when)
                .append(' ')
                .append(client)
                .append(' ')
                .append(target);
        if (method != null) {
            line.append(' ').append(method).append(' ').append(shownTarget);
        }
        return requestId == null
                ? line.toString()
                : line.append(" id ").append(requestId).toString();
    }
}

package io.hopguard.client.internal.redirect;

import io.hopguard.client.error.InvalidRequestException;
import io.hopguard.client.http.Request;
import io.hopguard.client.http.RequestBody;
import io.hopguard.client.http.Response;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is requested after a redirect (RFC 9110 section 15.4). Only safe methods are redirected: to send an unsafe
 * request to another place, or to turn it into a GET, is for the caller to decide.
 */
public final class RedirectRules {
    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

    /** These say that the method and the body stay as they are. */
    private static final Set<Integer> SAME_REQUEST = Set.of(307, 308);

    private final boolean crossOrigin;
    private final SecretHeaders secrets;

    public RedirectRules(boolean crossOrigin, SecretHeaders secrets) {
        this.crossOrigin = crossOrigin;
        this.secrets = secrets;
    }

    /** The request that follows, or null when the response is to be handed out as it is. */
    public @Nullable Request next(Request request, Response response) {
        if (!STATUSES.contains(response.status()) || !mayBeRedirected(request, response.status())) {
            return null;
        }
        List<String> locations = response.headers().all("Location");
        String uri = locations.size() == 1 ? Location.resolve(request, locations.get(0)) : null;
        return uri == null ? null : checked(request, uri);
    }

    private static boolean mayBeRedirected(Request request, int status) {
        RequestBody body = request.body();
        return switch (request.method()) {
            case "GET", "HEAD" -> body == null || SAME_REQUEST.contains(status) && body.replayable();
            case "OPTIONS", "QUERY" -> SAME_REQUEST.contains(status) && (body == null || body.replayable());
            default -> false;
        };
    }

    private @Nullable Request checked(Request request, String uri) {
        Request next;
        try {
            next = moved(request, uri);
        } catch (InvalidRequestException e) {
            // Credentials, a port or a host that cannot be: the caller sees the redirect itself.
            return null;
        }
        if (!leavesOrigin(request, next)) {
            return next;
        }
        boolean downgrade = request.target().secure() && !next.target().secure();
        if (!crossOrigin || downgrade || request.body() != null) {
            return null;
        }
        return next.toBuilder().headers(secrets.removedFrom(request.headers())).build();
    }

    private static Request moved(Request request, String uri) {
        return Request.builder(request.method(), uri)
                .route(request.route())
                .headers(request.headers())
                .body(request.body())
                .timeout(request.timeout())
                .retry(request.retrySafe(), request.retryOff())
                .build();
    }

    /** Whether scheme, host or port differ. */
    public static boolean leavesOrigin(Request from, Request to) {
        return !from.target().equals(to.target());
    }
}

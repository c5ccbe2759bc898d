package io.hopguard.client.internal.redirect;

import io.hopguard.client.error.InvalidRequestException;
import io.hopguard.client.http.Headers;
import io.hopguard.client.http.Request;
import io.hopguard.client.http.RequestBody;
import io.hopguard.client.http.Response;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is requested after a redirect (RFC 9110 section 15.4). Unsafe methods are redirected only where the user
 * allows it: to send such a request to another place, or to turn it into a GET, is for him to decide.
 */
public final class RedirectRules {
    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

    /** These say that the method and the body stay as they are. */
    private static final Set<Integer> SAME_REQUEST = Set.of(307, 308);

    /** Those of the IANA registry that clients send with or without a body. */
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "QUERY", "PROPFIND", "REPORT", "SEARCH");

    private final boolean crossOrigin;
    private final boolean unsafeMethods;
    private final SecretHeaders secrets;

    public RedirectRules(boolean crossOrigin, boolean unsafeMethods, SecretHeaders secrets) {
        this.crossOrigin = crossOrigin;
        this.unsafeMethods = unsafeMethods;
        this.secrets = secrets;
    }

    /** The request that follows, or null when the response is to be handed out as it is. */
    public @Nullable Request next(Request request, Response response) {
        if (response.status() / 100 != 3) {
            return null;
        }
        Request further = STATUSES.contains(response.status()) ? further(request, response.status()) : null;
        List<String> locations = response.headers().all("Location");
        String uri = locations.size() == 1 ? Location.resolve(request, locations.get(0)) : null;
        return further == null || uri == null ? null : checked(further, uri);
    }

    /** The same request, or the GET that takes its place, or null where there is none that may go on. */
    private @Nullable Request further(Request request, int status) {
        String method = request.method();
        RequestBody body = request.body();
        boolean safe = SAFE.contains(method);
        if (!safe && !unsafeMethods) {
            return null;
        }
        boolean lookElsewhere = status == 303 || method.equals("POST") && !SAME_REQUEST.contains(status);
        if (lookElsewhere) {
            return method.equals("HEAD") && body == null ? request : asGet(request);
        }
        boolean plain = method.equals("GET") || method.equals("HEAD");
        boolean keeps = SAME_REQUEST.contains(status) || safe && (!plain || body == null);
        return keeps && (body == null || body.replayable()) ? request : null;
    }

    /** Without what belongs to a body, and without the key of a change that this is not. */
    private static Request asGet(Request request) {
        Headers headers = request.headers().without(Request.IDEMPOTENCY_KEY);
        for (String name : List.of("Content-Type", "Content-Encoding", "Content-Language", "Content-Location")) {
            headers = headers.without(name);
        }
        String method = request.method().equals("HEAD") ? "HEAD" : "GET";
        return Request.builder(method, request.target(), request.path())
                .route(request.route())
                .headers(headers)
                .timeout(request.timeout())
                .retry(request.retrySafe(), request.retryOff())
                .build();
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

package io.hopguard.client.observation;

import io.hopguard.client.http.Request;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What was asked for, as OpenTelemetry's conventions for HTTP clients want it. */
final class Asked {
    private static final String UNKNOWN_METHOD = "_OTHER";
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "CONNECT", "OPTIONS", "TRACE", "QUERY");
    private static final Pattern VALUE = Pattern.compile("=[^&]*");

    /** A piece without a name may be the secret itself. */
    private static final Pattern NAMELESS = Pattern.compile("(?<=^|&)[^&=]+(?=&|$)");

    private Asked() {}

    static boolean isKnown(String method) {
        return METHODS.contains(method);
    }

    static String method(Request request) {
        return isKnown(request.method()) ? request.method() : UNKNOWN_METHOD;
    }

    /** The path's template, or null where there is none that could be told among few. */
    static @Nullable String template(String route) {
        if (route.equals("none") || route.equals("other")) {
            return null;
        }
        int authority = route.indexOf("://");
        int path = authority < 0 ? 0 : route.indexOf('/', authority + 3);
        return path < 0 ? "/" : route.substring(path);
    }

    /** Method and template; the method alone where there is no template, and HTTP for one that is unknown. */
    static String spanName(Request request, String route) {
        String method = isKnown(request.method()) ? request.method() : "HTTP";
        String template = template(route);
        return template == null ? method : method + " " + template;
    }

    /** The host, or what the client's redaction leaves of it. */
    static String shownHost(Request request) {
        String whole = request.target().toString();
        String shown = request.shown(whole);
        if (shown.equals(whole)) {
            return request.target().host();
        }
        int scheme = shown.indexOf("://");
        String authority = scheme < 0 ? shown : shown.substring(scheme + 3);
        String port = ":" + request.target().port();
        return authority.endsWith(port) ? authority.substring(0, authority.length() - port.length()) : authority;
    }

    /** Without a single value of the query, and what the client's redaction masks; credentials cannot stand in a request's URI. */
    static String shownUri(Request request) {
        String path = request.path();
        int query = path.indexOf('?');
        if (query < 0) {
            return request.shown(request.target() + path);
        }
        String valueless = VALUE.matcher(path.substring(query + 1)).replaceAll("=REDACTED");
        return request.shown(request.target()
                + path.substring(0, query + 1)
                + NAMELESS.matcher(valueless).replaceAll("REDACTED"));
    }
}

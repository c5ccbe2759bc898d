package io.hopguard.client.internal.observe;

import io.hopguard.client.http.Request;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The routes of a client as names of which there are few, whatever its traffic: templates with variables up to
 * {@value #MAX_TEMPLATES}, literal paths that do not look as if somebody had put an identifier into them up to
 * {@value #MAX_LITERALS}, each counted once for each method. {@link #OTHER} stands for all further ones.
 */
public final class RouteNames {
    /** Of a request that was made from a complete URI. */
    public static final String NONE = "none";

    public static final String OTHER = "other";

    private static final int MAX_TEMPLATES = 100;
    private static final int MAX_LITERALS = 20;
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY");

    private final Set<String> templates = ConcurrentHashMap.newKeySet();
    private final Map<String, Set<String>> literals = new ConcurrentHashMap<>();
    private int pairs;

    /** Whether HTTP knows it (RFC 9110 section 9, RFC 5789, QUERY); CONNECT makes no request. */
    public static boolean isKnown(String method) {
        return METHODS.contains(method);
    }

    public String of(Request request) {
        String route = request.route();
        if (route == null) {
            return NONE;
        }
        return route.indexOf('{') >= 0
                ? template(route)
                : literal(route, isKnown(request.method()) ? request.method() : OTHER);
    }

    /** Locked only until there are as many as may be. */
    private String template(String route) {
        if (templates.contains(route)) {
            return route;
        }
        if (templates.size() >= MAX_TEMPLATES) {
            return OTHER;
        }
        synchronized (templates) {
            return templates.contains(route) || templates.size() < MAX_TEMPLATES && templates.add(route)
                    ? route
                    : OTHER;
        }
    }

    private String literal(String route, String method) {
        Set<String> methods = literals.get(route);
        if (methods != null && methods.contains(method)) {
            return route;
        }
        if (looksLikeIdentifiers(route)) {
            return OTHER;
        }
        synchronized (literals) {
            if (pairs >= MAX_LITERALS) {
                return OTHER;
            }
            boolean added = literals.computeIfAbsent(route, key -> ConcurrentHashMap.newKeySet())
                    .add(method);
            pairs += added ? 1 : 0;
            return route;
        }
    }

    private static boolean looksLikeIdentifiers(String route) {
        int authority = route.indexOf("://");
        int path = authority < 0 ? 0 : route.indexOf('/', authority + 3);
        int from = path < 0 ? route.length() : path;
        while (from <= route.length()) {
            int slash = route.indexOf('/', from);
            int to = slash < 0 ? route.length() : slash;
            if (looksLikeIdentifier(route, from, to)) {
                return true;
            }
            from = to + 1;
        }
        return false;
    }

    /** Two or more digits, and no version such as v12. */
    private static boolean looksLikeIdentifier(String route, int from, int to) {
        int digits = 0;
        for (int i = from; i < to; i++) {
            digits += isDigit(route.charAt(i)) ? 1 : 0;
        }
        boolean version = to - from == digits + 1 && (route.charAt(from) == 'v' || route.charAt(from) == 'V');
        return digits >= 2 && !(version && digits <= 3);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}

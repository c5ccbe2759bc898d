package io.hopguard.client.internal.observe;

import io.hopguard.client.http.Request;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What stands for routes and methods where there may be only a few: the templates met first by their name; paths without a
 * variable likewise, unless they look as if somebody had put an identifier into them; {@code other} for the rest, and
 * {@code none} where there is no route. So no traffic can grow what is kept for each.
 */
public final class RouteNames {
    public static final String NONE = "none";
    public static final String OTHER = "other";

    private static final String[] METHODS = {
        "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY", OTHER
    };

    private record Pair(String path, String method) {}

    private final int maxTemplates;
    private final int maxLiterals;
    private final Set<String> templates = ConcurrentHashMap.newKeySet();
    private final Set<Pair> literals = ConcurrentHashMap.newKeySet();

    /**
     * None so far.
     *
     * @param maxTemplates routes with a variable
     * @param maxLiterals pairs of a route without one and a method
     */
    public RouteNames(int maxTemplates, int maxLiterals) {
        this.maxTemplates = maxTemplates;
        this.maxLiterals = maxLiterals;
    }

    /** None so far, with the limits that meters have by default. */
    public RouteNames() {
        this(100, 10);
    }

    /** The name of a request's route. */
    public String of(Request request) {
        String route = request.route();
        if (route == null) {
            return NONE;
        }
        if (route.indexOf('{') >= 0) {
            return admitted(templates, maxTemplates, route) ? route : OTHER;
        }
        Pair pair = new Pair(route, method(request.method()));
        return !holdsIdentifier(route) && admitted(literals, maxLiterals, pair) ? route : OTHER;
    }

    /** A method that HTTP knows, or {@code other}. */
    public static String method(String method) {
        return METHODS[index(method)];
    }

    /** Whether HTTP knows it (RFC 9110 section 9, RFC 5789, QUERY); CONNECT makes no request. */
    public static boolean isKnown(String method) {
        return index(method) < METHODS.length - 1;
    }

    static int methods() {
        return METHODS.length;
    }

    static String method(int index) {
        return METHODS[index];
    }

    static int index(String method) {
        return switch (method) {
            case "GET" -> 0;
            case "HEAD" -> 1;
            case "POST" -> 2;
            case "PUT" -> 3;
            case "PATCH" -> 4;
            case "DELETE" -> 5;
            case "OPTIONS" -> 6;
            case "TRACE" -> 7;
            case "QUERY" -> 8;
            default -> METHODS.length - 1;
        };
    }

    /** Locked only until there are as many as may be. */
    private static <T> boolean admitted(Set<T> known, int most, T one) {
        if (known.contains(one)) {
            return true;
        }
        if (known.size() >= most) {
            return false;
        }
        synchronized (known) {
            return known.contains(one) || known.size() < most && known.add(one);
        }
    }

    private static boolean holdsIdentifier(String path) {
        int authority = path.indexOf("://");
        int first = authority < 0 ? 0 : path.indexOf('/', authority + 3);
        for (int start = first < 0 ? path.length() : first; start <= path.length(); ) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            if (isIdentifier(path, start, end)) {
                return true;
            }
            start = end + 1;
        }
        return false;
    }

    /** Two digits or more, those of percent-encoded bytes not counted, and no version such as {@code v12}. */
    private static boolean isIdentifier(String path, int start, int end) {
        int digits = 0;
        for (int i = start; i < end; i++) {
            char c = path.charAt(i);
            if (c == '%') {
                i += 2;
            } else if (c >= '0' && c <= '9') {
                digits++;
            }
        }
        return digits >= 2 && !(digits <= 3 && digits == end - start - 1 && "vV".indexOf(path.charAt(start)) >= 0);
    }
}

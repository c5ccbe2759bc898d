package io.hopguard.client.internal.redirect;

import io.hopguard.client.http.Request;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The reference in a {@code Location} field, resolved as RFC 3986 section 5.2 says. {@link java.net.URI} is not used: it
 * resolves {@code ?query} wrongly, and accepts what a request line must not hold.
 */
final class Location {
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");

    /** Not allowed in a URI, but sent by servers, and without another meaning when they are encoded. */
    private static final String ENCODED = " \"<>^`{|}";

    private static final String HEX = "0123456789ABCDEF";

    private Location() {}

    /** The absolute URI without its fragment, not checked any further; null when the reference leads nowhere. */
    static @Nullable String resolve(Request from, String reference) {
        int fragment = reference.indexOf('#');
        String encoded = encoded(fragment < 0 ? reference : reference.substring(0, fragment));
        if (encoded == null || encoded.isEmpty()) {
            return null;
        }
        String absolute = absolute(from, encoded);
        if (absolute == null) {
            return null;
        }
        int path = absolute.indexOf("://") + 3;
        while (path < absolute.length() && "/?".indexOf(absolute.charAt(path)) < 0) {
            path++;
        }
        return absolute.substring(0, path) + withoutDots(absolute.substring(path));
    }

    private static @Nullable String absolute(Request from, String reference) {
        if (SCHEME.matcher(reference).matches()) {
            String lower = reference.toLowerCase(Locale.ROOT);
            return lower.startsWith("http://") || lower.startsWith("https://") ? reference : null;
        }
        if (reference.startsWith("//")) {
            return from.target().scheme() + ":" + reference;
        }
        return from.target() + path(from.path(), reference);
    }

    private static String path(String base, String reference) {
        if (reference.startsWith("/")) {
            return reference;
        }
        int query = base.indexOf('?');
        String path = query < 0 ? base : base.substring(0, query);
        return reference.startsWith("?") ? path + reference : path.substring(0, path.lastIndexOf('/') + 1) + reference;
    }

    /** Null for control characters and backslashes, which programs on the way read in different ways. */
    private static @Nullable String encoded(String reference) {
        StringBuilder out = new StringBuilder(reference.length());
        for (int i = 0; i < reference.length(); i++) {
            char c = reference.charAt(i);
            if (c < ' ' || c == 0x7f || c == '\\' || c > 0xff) {
                return null;
            }
            if (c > 0x7f || ENCODED.indexOf(c) >= 0) {
                // A header field is read byte by byte, so that this is the byte that the server sent.
                out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** RFC 3986 section 5.2.4. */
    private static String withoutDots(String pathAndQuery) {
        int query = pathAndQuery.indexOf('?');
        String path = query < 0 ? pathAndQuery : pathAndQuery.substring(0, query);
        if (!path.contains("/.")) {
            return pathAndQuery;
        }
        Deque<String> kept = new ArrayDeque<>();
        String[] segments = path.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            boolean up = segments[i].equals("..");
            if (up) {
                kept.pollLast();
            }
            if (!up && !segments[i].equals(".")) {
                kept.addLast(segments[i]);
            } else if (i == segments.length - 1) {
                kept.addLast("");
            }
        }
        return "/" + String.join("/", kept) + (query < 0 ? "" : pathAndQuery.substring(query));
    }
}

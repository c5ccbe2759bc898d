package io.hopguard.client.policy;

import io.hopguard.client.error.InvalidRequestException;
import io.hopguard.client.http.Target;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A proxy as somebody wrote it, taken apart. No message repeats any of it where it may hold a password.
 *
 * @param property where it was written
 * @param text what was written
 * @param endpoint what it says, or null when it is not usable
 * @param problem why it is not usable, or null
 */
record ProxyUri(
        String property,
        String text,
        @Nullable ProxyEndpoint endpoint,
        @Nullable String problem) {
    private static final String EXAMPLE = "as http://proxy.example.com:3128";

    /** User and password, given apart from the URI. */
    record Credentials(String user, String password) {
        /** RFC 7617 section 2: no colon in the user, no control characters anywhere. */
        boolean usable() {
            return !user.isEmpty()
                    && user.indexOf(':') < 0
                    && (user + password).chars().noneMatch(Character::isISOControl);
        }

        @Override
        public String toString() {
            return "credentials";
        }

        String header() {
            byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
            return "Basic " + Base64.getEncoder().encodeToString(pair);
        }
    }

    static ProxyUri of(String property, String text, @Nullable Credentials apart) {
        try {
            return new ProxyUri(property, text, endpoint(text, apart), null);
        } catch (IllegalArgumentException e) {
            return new ProxyUri(property, text, null, String.valueOf(e.getMessage()));
        }
    }

    /** Where the scheme is left out, as in most environments, it is http. */
    static ProxyUri lenient(String property, String text) {
        return of(property, text.contains("://") ? text : "http://" + text, null);
    }

    void check(Problems problems) {
        String shown = text.indexOf('@') >= 0 ? "not shown, it may hold a secret" : text.replaceAll("[^ -~]", "?");
        problems.require(problem == null, property, shown, String.valueOf(problem));
    }

    @Override
    public String toString() {
        return property;
    }

    private static ProxyEndpoint endpoint(String text, @Nullable Credentials apart) {
        String scheme = text.substring(0, Math.max(0, text.indexOf("://"))).toLowerCase(Locale.ROOT);
        if (scheme.equals("https")) {
            throw new IllegalArgumentException(
                    "TLS to the proxy itself is not supported; give its http:// port: requests to"
                            + " https targets are encrypted all the way through its tunnel");
        }
        if (!scheme.equals("http")) {
            throw new IllegalArgumentException("must be an http proxy, " + EXAMPLE);
        }
        String rest = text.substring(scheme.length() + 3);
        int at = rest.lastIndexOf('@');
        Credentials inside = at < 0 ? null : userInfo(rest.substring(0, at));
        if (inside != null && apart != null) {
            throw new IllegalArgumentException("holds credentials, and so does proxy.basicAuth; leave one of them out");
        }
        Credentials credentials = inside != null ? inside : apart;
        return new ProxyEndpoint(address(rest.substring(at + 1)), credentials == null ? null : credentials.header());
    }

    private static Target address(String text) {
        String authority = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        try {
            if (authority.chars().noneMatch(c -> "/?#\\".indexOf(c) >= 0)) {
                return Target.of("http://" + authority);
            }
        } catch (InvalidRequestException e) {
            // Not its message: it would repeat what may be a piece of a password.
        }
        throw new IllegalArgumentException(
                "must be a host and a port and nothing more, " + EXAMPLE + "; percent-encode user and password");
    }

    private static Credentials userInfo(String text) {
        int colon = text.indexOf(':');
        Credentials read = new Credentials(
                decoded(colon < 0 ? text : text.substring(0, colon)),
                colon < 0 ? "" : decoded(text.substring(colon + 1)));
        if (!read.usable() || text.chars().anyMatch(c -> "/?#\\@".indexOf(c) >= 0)) {
            throw new IllegalArgumentException("percent-encode the special characters of user and password");
        }
        return read;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("percent-encode the special characters of user and password", e);
        }
    }
}

package io.hopguard.client.internal.cookie;

import io.hopguard.client.http.Target;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One cookie (RFC 6265 section 5.3).
 *
 * @param domain the host, or with {@code hostOnly} false the domain whose hosts all get it; in lower case
 * @param expiry when it ends, or null with the jar
 */
record StoredCookie(
        String name,
        String value,
        String domain,
        boolean hostOnly,
        String path,
        boolean secure,
        @Nullable Instant expiry) {

    /** What a cookie replaces: the one with the same key. */
    record Key(String name, String domain, boolean hostOnly, String path) {}

    Key key() {
        return new Key(name, domain, hostOnly, path);
    }

    boolean isOverAt(Instant now) {
        return expiry != null && !expiry.isAfter(now);
    }

    boolean isFor(Target target, String requestPath) {
        return (hostOnly ? target.host().equals(domain) : domainMatches(target.host(), domain))
                && pathMatches(requestPath, path)
                && (!secure || target.secure());
    }

    /** RFC 6265 section 5.1.3; an address has no domains above it. */
    static boolean domainMatches(String host, String domain) {
        return host.equals(domain) || host.endsWith("." + domain) && !isAddress(host);
    }

    private static boolean isAddress(String host) {
        return host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9');
    }

    /** RFC 6265 section 5.1.4. */
    static boolean pathMatches(String requestPath, String path) {
        return requestPath.startsWith(path)
                && (requestPath.length() == path.length()
                        || path.endsWith("/")
                        || requestPath.charAt(path.length()) == '/');
    }

    @Override
    public String toString() {
        return "cookie " + name + " of " + domain;
    }
}

package io.hopguard.client.internal.cookie;

import io.hopguard.client.http.Request;
import io.hopguard.client.http.Target;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads one {@code Set-Cookie} field (RFC 6265 sections 5.2 and 5.3, prefixes and sizes of RFC 6265bis). */
final class SetCookie {
    private static final int MAX_PAIR = 4_096;
    private static final int MAX_ATTRIBUTE = 1_024;

    private final CookieRules rules;
    private final Instant now;
    private final String defaultPath;
    private String domain = "";
    private String path;
    private boolean secure;
    private @Nullable Instant expires;
    private @Nullable Instant maxAge;

    private SetCookie(CookieRules rules, Instant now, String defaultPath) {
        this.rules = rules;
        this.now = now;
        this.defaultPath = defaultPath;
        this.path = defaultPath;
    }

    /** The cookie, or null when it is to be ignored. */
    static @Nullable StoredCookie read(String field, Request request, CookieRules rules, Instant now) {
        String[] parts = field.split(";", -1);
        int equals = parts[0].indexOf('=');
        String name = equals < 0 ? "" : parts[0].substring(0, equals).strip();
        String value = parts[0].substring(equals + 1).strip();
        if (name.isEmpty() || name.length() + value.length() > MAX_PAIR || !isSendable(name) || !isSendable(value)) {
            return null;
        }
        SetCookie read = new SetCookie(rules, now, defaultPath(request.path()));
        for (int i = 1; i < parts.length; i++) {
            read.attribute(parts[i]);
        }
        StoredCookie cookie = read.cookie(name, value, request.target());
        return cookie != null && keepsItsPromise(cookie) ? cookie : null;
    }

    /** What could not be sent back as it is would be refused on every later request. */
    private static boolean isSendable(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }

    private static String defaultPath(String pathAndQuery) {
        String path = withoutQuery(pathAndQuery);
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }

    static String withoutQuery(String pathAndQuery) {
        int query = pathAndQuery.indexOf('?');
        return query < 0 ? pathAndQuery : pathAndQuery.substring(0, query);
    }

    private void attribute(String part) {
        int equals = part.indexOf('=');
        String name = (equals < 0 ? part : part.substring(0, equals)).strip().toLowerCase(Locale.ROOT);
        String value = equals < 0 ? "" : part.substring(equals + 1).strip();
        if (value.length() > MAX_ATTRIBUTE) {
            return;
        }
        switch (name) {
            case "domain" -> domain = (value.startsWith(".") ? value.substring(1) : value).toLowerCase(Locale.ROOT);
            case "path" -> path = value.startsWith("/") ? value : defaultPath;
            case "secure" -> secure = true;
            case "expires" -> expires = orBefore(rules.date(value), expires);
            case "max-age" -> maxAge = orBefore(ended(value), maxAge);
            default -> {
                // HttpOnly and SameSite are about scripts and pages; others are not known (section 5.2).
            }
        }
    }

    private static @Nullable Instant orBefore(@Nullable Instant latest, @Nullable Instant before) {
        return latest != null ? latest : before;
    }

    private @Nullable Instant ended(String seconds) {
        if (!seconds.matches("-?[0-9]+")) {
            return null;
        }
        boolean over = seconds.startsWith("-") || seconds.matches("0+");
        long most = 400L * 24 * 3_600;
        return over
                ? Instant.EPOCH
                : now.plusSeconds(seconds.length() > 9 ? most : Math.min(most, Long.parseLong(seconds)));
    }

    private @Nullable StoredCookie cookie(String name, String value, Target target) {
        String host = target.host();
        boolean hostOnly = domain.isEmpty();
        if (!hostOnly && rules.isPublicSuffix(domain)) {
            if (!host.equals(domain)) {
                return null;
            }
            hostOnly = true;
        }
        boolean foreign = !hostOnly && !StoredCookie.domainMatches(host, domain);
        if (foreign || secure && !target.secure()) {
            return null;
        }
        return new StoredCookie(
                name, value, hostOnly ? host : domain, hostOnly, path, secure, maxAge != null ? maxAge : expires);
    }

    private static boolean keepsItsPromise(StoredCookie cookie) {
        String name = cookie.name().toLowerCase(Locale.ROOT);
        if (name.startsWith("__host-")) {
            return cookie.secure() && cookie.hostOnly() && cookie.path().equals("/");
        }
        return !name.startsWith("__secure-") || cookie.secure();
    }
}

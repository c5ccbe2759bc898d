package io.hopguard.client.internal.cookie;

import io.hopguard.client.extend.CookieJar;
import io.hopguard.client.http.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A bounded jar in memory. HttpClient's own rules are not used: they let a cookie loose on the hosts of others below
 * {@code github.io}, take quotes out of values, and let {@code Path=/a/} through to {@code /a}.
 */
public final class Cookies implements CookieJar {
    static final int MAX_COOKIES = 1_000;
    static final int MAX_PER_DOMAIN = 50;

    /** Less than what common servers take of one line; more would make them refuse every request (CVE-2022-32205). */
    static final int MAX_FIELD = 7_000;

    private final CookieRules rules;
    private final Supplier<Instant> clock;

    /** The oldest first; a cookie that is set again keeps its age (section 5.3, step 11.3). */
    private final Map<StoredCookie.Key, StoredCookie> kept = new LinkedHashMap<>();

    public Cookies(CookieRules rules, Supplier<Instant> clock) {
        this.rules = rules;
        this.clock = clock;
    }

    @Override
    public synchronized String cookiesFor(Request request) {
        Instant now = clock.get();
        kept.values().removeIf(cookie -> cookie.isOverAt(now));
        String path = SetCookie.withoutQuery(request.path());
        List<StoredCookie> found = new ArrayList<>();
        for (StoredCookie cookie : kept.values()) {
            if (cookie.isFor(request.target(), path)) {
                found.add(cookie);
            }
        }
        // Stable: of paths of the same length, the older cookie comes first (section 5.4).
        found.sort(Comparator.comparingInt(cookie -> -cookie.path().length()));
        StringBuilder field = new StringBuilder();
        for (StoredCookie cookie : found) {
            String pair = cookie.name() + "=" + cookie.value();
            if (field.length() + pair.length() + 2 <= MAX_FIELD) {
                field.append(field.isEmpty() ? "" : "; ").append(pair);
            }
        }
        return field.toString();
    }

    @Override
    public synchronized void keep(Request request, List<String> setCookies) {
        Instant now = clock.get();
        for (String field : setCookies) {
            StoredCookie cookie = SetCookie.read(field, request, rules, now);
            if (cookie != null && !coversSecureOne(cookie, request)) {
                put(cookie, now);
            }
        }
    }

    /** What came in the clear must not take the place of what came under TLS (RFC 6265bis section 5.7). */
    private boolean coversSecureOne(StoredCookie cookie, Request request) {
        return !request.target().secure()
                && kept.values().stream()
                        .anyMatch(other -> other.secure()
                                && other.name().equals(cookie.name())
                                && (StoredCookie.domainMatches(other.domain(), cookie.domain())
                                        || StoredCookie.domainMatches(cookie.domain(), other.domain()))
                                && StoredCookie.pathMatches(cookie.path(), other.path()));
    }

    private void put(StoredCookie cookie, Instant now) {
        if (cookie.isOverAt(now)) {
            kept.remove(cookie.key());
            return;
        }
        kept.put(cookie.key(), cookie);
        long ofDomain = kept.values().stream()
                .filter(other -> other.domain().equals(cookie.domain()))
                .count();
        if (ofDomain > MAX_PER_DOMAIN) {
            dropOldest(other -> other.domain().equals(cookie.domain()));
        }
        if (kept.size() > MAX_COOKIES) {
            dropOldest(other -> true);
        }
    }

    private void dropOldest(Predicate<StoredCookie> which) {
        StoredCookie.@Nullable Key oldest = kept.values().stream()
                .filter(which)
                .findFirst()
                .map(StoredCookie::key)
                .orElse(null);
        if (oldest != null) {
            kept.remove(oldest);
        }
    }

    public synchronized int size() {
        return kept.size();
    }

    public synchronized void clear() {
        kept.clear();
    }
}

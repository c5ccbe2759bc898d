package io.hopguard.client;

import io.hopguard.client.extend.CookieJar;
import io.hopguard.client.http.Request;
import io.hopguard.client.internal.cookie.Cookies;
import io.hopguard.client.internal.transport.HcCookieRules;
import java.time.Instant;
import java.util.List;

/**
 * Cookies in memory, by the rules of RFC 6265: at most 1,000, 50 of one domain, 4,096 characters each, and 7,000 in one
 * request; the oldest make way. Thread-safe; {@link #toString()} shows none of them.
 */
public final class MemoryCookieJar implements CookieJar {
    private final Cookies cookies = new Cookies(new HcCookieRules(), Instant::now);

    private MemoryCookieJar() {}

    /**
     * An empty jar.
     *
     * @return the jar
     */
    public static MemoryCookieJar create() {
        return new MemoryCookieJar();
    }

    @Override
    public String cookiesFor(Request request) {
        return cookies.cookiesFor(request);
    }

    @Override
    public void keep(Request request, List<String> setCookies) {
        cookies.keep(request, setCookies);
    }

    /**
     * How many there are.
     *
     * @return the number of cookies, those included that are over and have not been looked at since
     */
    public int size() {
        return cookies.size();
    }

    /** Forgets all cookies. */
    public void clear() {
        cookies.clear();
    }

    @Override
    public String toString() {
        return "a jar with " + size() + " cookies";
    }
}

package io.hopguard.client.extend;

import io.hopguard.client.http.Request;
import java.util.List;

/**
 * Keeps cookies between the attempts and calls of the clients that it is given to. Must be thread-safe and quick; what it throws
 * ends the call.
 *
 * <p>It is asked for every attempt and for every redirect that is followed, and alone decides which cookies go where.
 */
public interface CookieJar {
    /**
     * What to send.
     *
     * @param request the request, its target and path in particular
     * @return the value of the {@code Cookie} field, or an empty string for none
     */
    String cookiesFor(Request request);

    /**
     * Takes what a response set.
     *
     * @param request the request that was answered
     * @param setCookies the values of the response's {@code Set-Cookie} fields, in order; untrusted
     */
    void keep(Request request, List<String> setCookies);
}

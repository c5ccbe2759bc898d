package io.hopguard.client.internal.transport;

import io.hopguard.client.http.Headers;
import io.hopguard.client.http.Request;
import io.hopguard.client.http.RequestBody;
import io.hopguard.client.policy.ProxyEndpoint;
import java.util.Set;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.message.BasicHeader;

/** Turns a request into HttpClient's, framed by its body alone. */
final class HcRequests {
    private static final Set<String> WITH_CONTENT = Set.of("POST", "PUT", "PATCH");

    private static final String PROXY_AUTHORIZATION = "Proxy-Authorization";

    private final String userAgent;
    private final boolean decompresses;

    HcRequests(String userAgent, boolean decompresses) {
        this.userAgent = userAgent;
        this.decompresses = decompresses;
    }

    /** Whether the codings of the response are this client's own wish, and its own to undo. */
    static boolean leavesCodingToUs(Request request) {
        return !request.headers().contains("Accept-Encoding")
                && !request.headers().contains("Range");
    }

    /** In absolute form where a proxy reads it (RFC 9112 section 3.2.2). */
    ClassicHttpRequest message(Request request, HcRoute route) {
        HttpHost host = new HttpHost(
                request.target().scheme(),
                request.target().host(),
                request.target().port());
        BasicClassicHttpRequest made = new BasicClassicHttpRequest(
                request.method(), host, route.readByProxy() ? route.target() + request.path() : request.path());
        Headers headers = request.headers();
        if (!headers.contains("Host")) {
            made.addHeader(new BasicHeader("Host", request.target().authority()));
        }
        for (int i = 0; i < headers.size(); i++) {
            // Credentials for a proxy are nobody else's business, and the proxy's own are configured.
            if (!headers.name(i).equalsIgnoreCase(PROXY_AUTHORIZATION)) {
                made.addHeader(new BasicHeader(headers.name(i), headers.value(i)));
            }
        }
        if (!headers.contains("User-Agent")) {
            made.addHeader(new BasicHeader("User-Agent", userAgent));
        }
        if (decompresses && leavesCodingToUs(request)) {
            made.addHeader(new BasicHeader("Accept-Encoding", HcCodings.ACCEPTED));
        }
        if (route.readByProxy()) {
            authorize(made, route);
        }
        frame(made, request);
        return made;
    }

    /** Asks a proxy for a tunnel (RFC 9110 section 9.3.6); carries nothing of the request that is to go through it. */
    ClassicHttpRequest connect(HcRoute route) {
        // With the host, or else HttpClient would take the authority for a URI and what stands before the colon for its
        // scheme.
        BasicClassicHttpRequest made =
                new BasicClassicHttpRequest("CONNECT", route.pooled().getTargetHost(), route.authority());
        made.addHeader(new BasicHeader("Host", route.authority()));
        made.addHeader(new BasicHeader("User-Agent", userAgent));
        authorize(made, route);
        return made;
    }

    private static void authorize(BasicClassicHttpRequest made, HcRoute route) {
        ProxyEndpoint proxy = route.proxy();
        if (proxy != null && proxy.authorization() != null) {
            made.addHeader(new BasicHeader(PROXY_AUTHORIZATION, proxy.authorization(), true));
        }
    }

    private static void frame(BasicClassicHttpRequest made, Request request) {
        RequestBody body = request.body();
        if (body == null) {
            if (WITH_CONTENT.contains(request.method())) {
                made.addHeader(new BasicHeader("Content-Length", "0"));
            }
            return;
        }
        String contentType = body.contentType();
        if (contentType != null && !request.headers().contains("Content-Type")) {
            made.addHeader(new BasicHeader("Content-Type", contentType));
        }
        long length = body.contentLength();
        made.addHeader(
                length < 0
                        ? new BasicHeader("Transfer-Encoding", "chunked")
                        : new BasicHeader("Content-Length", Long.toString(length)));
        made.setEntity(new HcBody(body));
    }
}

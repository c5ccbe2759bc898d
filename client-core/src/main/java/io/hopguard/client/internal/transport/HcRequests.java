package io.hopguard.client.internal.transport;

import io.hopguard.client.http.Headers;
import io.hopguard.client.http.Request;
import io.hopguard.client.http.RequestBody;
import java.util.Set;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.message.BasicHeader;

/** Turns a request into HttpClient's, framed by its body alone. */
final class HcRequests {
    private static final Set<String> WITH_CONTENT = Set.of("POST", "PUT", "PATCH");

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

    ClassicHttpRequest message(Request request) {
        HttpHost host = new HttpHost(
                request.target().scheme(),
                request.target().host(),
                request.target().port());
        BasicClassicHttpRequest made = new BasicClassicHttpRequest(request.method(), host, request.path());
        Headers headers = request.headers();
        if (!headers.contains("Host")) {
            made.addHeader(new BasicHeader("Host", request.target().authority()));
        }
        for (int i = 0; i < headers.size(); i++) {
            made.addHeader(new BasicHeader(headers.name(i), headers.value(i)));
        }
        if (!headers.contains("User-Agent")) {
            made.addHeader(new BasicHeader("User-Agent", userAgent));
        }
        if (decompresses && leavesCodingToUs(request)) {
            made.addHeader(new BasicHeader("Accept-Encoding", HcCodings.ACCEPTED));
        }
        frame(made, request);
        return made;
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

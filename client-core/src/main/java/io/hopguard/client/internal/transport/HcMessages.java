package io.hopguard.client.internal.transport;

import io.hopguard.client.error.FailureDetails;
import io.hopguard.client.error.Phase;
import io.hopguard.client.error.ResponseTooLargeException;
import io.hopguard.client.http.Headers;
import io.hopguard.client.http.Request;
import io.hopguard.client.http.RequestBody;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.AttemptRun;
import io.hopguard.client.internal.kernel.Exchange;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.apache.hc.client5.http.impl.DefaultClientConnectionReuseStrategy;
import org.apache.hc.client5.http.impl.DefaultConnectionKeepAliveStrategy;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;

/** Writes one request and reads one response over a connection. */
final class HcMessages {
    /** An informational response is one step on the way; this many are no way (Apache reads them without end). */
    private static final int MAX_INFORMATIONAL = 20;

    private static final Set<String> WITH_CONTENT = Set.of("POST", "PUT", "PATCH");

    /** What came back, and whether the connection may be used again. */
    record Answer(
            Response response, boolean reusable, @Nullable TimeValue keepAlive) {}

    private final int maxBodyBytes;
    private final long idleNanos;
    private final String userAgent;

    HcMessages(int maxBodyBytes, Duration idle, String userAgent) {
        this.maxBodyBytes = maxBodyBytes;
        this.idleNanos = idle.toNanos();
        this.userAgent = userAgent;
    }

    ClassicHttpRequest request(Request request) {
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

    Answer exchange(
            ConnectionEndpoint endpoint, ClassicHttpRequest request, Exchange exchange, HttpClientContext context)
            throws IOException, HttpException {
        AttemptRun run = exchange.run();
        endpoint.setSocketTimeout(HcTransport.cut(Long.MAX_VALUE, run));
        // Not closed: closing an entity reads it to its end. What is left unread is cut off with the connection.
        ClassicHttpResponse received =
                endpoint.execute("", request, (message, connection, unused) -> talk(message, connection, run), context);
        Headers headers = headers(received);
        byte[] body = body(received, endpoint, run);
        boolean reusable = DefaultClientConnectionReuseStrategy.INSTANCE.keepAlive(request, received, context);
        TimeValue keepAlive = reusable && received.containsHeader("Keep-Alive")
                ? DefaultConnectionKeepAliveStrategy.INSTANCE.getKeepAliveDuration(received, context)
                : null;
        return new Answer(Response.of(received.getCode(), headers, body), reusable, keepAlive);
    }

    private static ClassicHttpResponse talk(ClassicHttpRequest request, HttpClientConnection connection, AttemptRun run)
            throws IOException, HttpException {
        run.peer(peer(connection));
        run.enter(Phase.WRITE);
        run.sending();
        connection.sendRequestHeader(request);
        if (request.getEntity() != null) {
            connection.sendRequestEntity(request);
        }
        connection.flush();
        run.enter(Phase.RESPONSE);
        ClassicHttpResponse response = connection.receiveResponseHeader();
        for (int informational = 0; response.getCode() < 200; informational++) {
            if (informational == MAX_INFORMATIONAL || response.getCode() == 101) {
                throw new ProtocolException("unexpected informational response " + response.getCode());
            }
            response = connection.receiveResponseHeader();
        }
        run.enter(Phase.BODY);
        if (canHaveBody(request.getMethod(), response.getCode())) {
            connection.receiveResponseEntity(response);
        }
        return response;
    }

    /** RFC 9110 sections 9.3.2 and 15.3.5, 15.4.5. */
    private static boolean canHaveBody(String method, int status) {
        return !method.equals("HEAD") && status != 204 && status != 304;
    }

    private static @Nullable String peer(HttpClientConnection connection) {
        return connection.getRemoteAddress() instanceof java.net.InetSocketAddress address
                ? HcPeers.shown(address)
                : null;
    }

    private static Headers headers(ClassicHttpResponse response) {
        Header[] received = response.getHeaders();
        String[] fields = new String[2 * received.length];
        for (int i = 0; i < received.length; i++) {
            fields[2 * i] = received[i].getName();
            String value = received[i].getValue();
            fields[2 * i + 1] = value == null ? "" : value;
        }
        return Headers.received(fields);
    }

    private byte[] body(ClassicHttpResponse response, ConnectionEndpoint endpoint, AttemptRun run) throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return HcBodies.NONE;
        }
        long length = entity.getContentLength();
        if (length > maxBodyBytes) {
            throw tooLarge();
        }
        if (idleNanos < run.deadline().remainingNanos()) {
            endpoint.setSocketTimeout(HcTransport.cut(idleNanos, run));
        }
        byte[] body = HcBodies.read(entity.getContent(), length, maxBodyBytes);
        if (body == null) {
            throw tooLarge();
        }
        return body;
    }

    private ResponseTooLargeException tooLarge() {
        return new ResponseTooLargeException(FailureDetails.of(
                "the response body is larger than limits.maxBodyBytes, which is " + maxBodyBytes, Phase.BODY, null));
    }
}

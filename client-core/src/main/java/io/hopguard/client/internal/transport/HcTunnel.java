package io.hopguard.client.internal.transport;

import io.hopguard.client.budget.Deadline;
import io.hopguard.client.error.Phase;
import io.hopguard.client.error.ResponseSnapshot;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.AttemptRun;
import io.hopguard.client.policy.ProxyEndpoint;
import io.hopguard.client.policy.TimeoutPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.io.HttpClientConnection;

/** Asks a forward proxy for a tunnel (RFC 9110 section 9.3.6), and speaks TLS with the target inside it. */
final class HcTunnel {
    private static final int CHUNK = 4 * 1024;

    private final PoolingHttpClientConnectionManager connections;
    private final HcRequests requests;
    private final long answerNanos;
    private final long tlsNanos;

    HcTunnel(PoolingHttpClientConnectionManager connections, HcRequests requests, TimeoutPolicy timeouts) {
        this.connections = connections;
        this.requests = requests;
        this.answerNanos = Deadline.saturatedNanos(timeouts.connect());
        this.tlsNanos = Deadline.saturatedNanos(timeouts.tls());
    }

    void open(ConnectionEndpoint endpoint, HcRoute route, AttemptRun run, HttpClientContext context)
            throws IOException, HttpException {
        run.enter(Phase.PROXY);
        HcPool.failIfAborted(run);
        endpoint.setSocketTimeout(HcPool.cut(answerNanos, run));
        ProxyEndpoint proxy = Objects.requireNonNull(route.proxy());
        endpoint.execute(
                "",
                requests.connect(route),
                (message, connection, unused) -> ask(message, connection, proxy, run),
                context);
        // What stands there was not said by the target, yet would be read as if it were.
        if (HcConnection.isSpoilt(endpoint, false)) {
            throw new ProtocolException("bytes after the proxy's answer to CONNECT");
        }
        HcPool.failIfAborted(run);
        endpoint.setSocketTimeout(HcPool.cut(tlsNanos, run));
        connections.upgrade(endpoint, context);
    }

    /** Returns the answer that opened the tunnel. It has no body, whatever its headers say. */
    private static ClassicHttpResponse ask(
            ClassicHttpRequest message, HttpClientConnection connection, ProxyEndpoint proxy, AttemptRun run)
            throws IOException, HttpException {
        connection.sendRequestHeader(message);
        connection.flush();
        ClassicHttpResponse answer = HcTalk.head(connection);
        if (answer.getCode() < 300) {
            return answer;
        }
        byte[] body = body(connection, answer, run);
        throw HcRefusals.of(proxy, Response.of(answer.getCode(), HcMessages.headers(answer), body), Phase.PROXY);
    }

    /** The beginning of a refusal's body, or of what came of it: the status is what counts. */
    private static byte[] body(HttpClientConnection connection, ClassicHttpResponse answer, AttemptRun run) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try {
            connection.receiveResponseEntity(answer);
            HttpEntity entity = answer.getEntity();
            InputStream in = entity == null ? InputStream.nullInputStream() : entity.getContent();
            byte[] chunk = new byte[CHUNK];
            int read = 0;
            while (read >= 0 && body.size() < ResponseSnapshot.MAX_BODY_BYTES) {
                body.write(chunk, 0, read);
                read = in.read(chunk);
            }
        } catch (IOException | HttpException e) {
            // An abort is not a short body: the call's own end is to be told.
            HcPool.failIfAborted(run);
        }
        return body.toByteArray();
    }
}

package io.hopguard.client.internal.transport;

import io.hopguard.client.budget.Deadline;
import io.hopguard.client.http.Headers;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.AttemptRun;
import io.hopguard.client.internal.kernel.Exchange;
import io.hopguard.client.policy.ResponseLimits;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;

/** Writes one request and reads one response over a connection. */
final class HcMessages {
    /**
     * What came back.
     *
     * @param response the response, without its body where that is still open
     * @param reuseFor how long the connection may be kept, or null when it must not be used again
     * @param open the body that is to be streamed, or null when it has been read
     */
    record Answer(
            Response response,
            @Nullable TimeValue reuseFor,
            @Nullable InputStream open) {}

    private final ResponseLimits limits;
    private final long idleNanos;
    private final HcReuse reuse;

    HcMessages(ResponseLimits limits, Duration idle, Duration keepAlive) {
        this.limits = limits;
        this.idleNanos = Deadline.saturatedNanos(idle);
        this.reuse = new HcReuse(keepAlive);
    }

    Answer exchange(
            ConnectionEndpoint endpoint, ClassicHttpRequest request, Exchange exchange, HttpClientContext context)
            throws IOException, HttpException {
        AttemptRun run = exchange.run();
        endpoint.setSocketTimeout(HcPool.cut(Long.MAX_VALUE, run));
        // Not closed: closing an entity reads it to its end. What is left unread is cut off with the connection.
        HcTalk talk = new HcTalk(run);
        ClassicHttpResponse received = endpoint.execute(
                "", request, (message, connection, unused) -> talk.exchange(message, connection), context);
        HcContent content = content(exchange, received);
        int status = received.getCode();
        boolean streamed = exchange.streaming() != null && status >= 200 && status < 300;
        if (!streamed && idleNanos < run.remainingNanos()) {
            endpoint.setSocketTimeout(HcPool.cut(idleNanos, run));
        }
        byte[] body = streamed ? HcBodies.NONE : content.read(limits.maxBodyBytes(), run);
        TimeValue reuseFor = talk.cutShort() ? null : reuse.of(request, received, context);
        Response response = Response.of(status, content.headers(), body);
        return new Answer(response, reuseFor, streamed ? content.stream(limits.maxStreamBytes()) : null);
    }

    private HcContent content(Exchange exchange, ClassicHttpResponse received) throws HttpException {
        Headers headers = Objects.requireNonNull(exchange.run().head()).headers();
        HttpEntity entity = received.getEntity();
        if (entity == null) {
            return new HcContent(headers, null, List.of(), limits.maxDecodedRatio());
        }
        // The body of a redirect is dropped, so that nothing in it is worth any work.
        boolean ours =
                limits.decompress() && HcRequests.leavesCodingToUs(exchange.request()) && received.getCode() / 100 != 3;
        List<String> codings = ours ? HcCodings.of(headers) : List.of();
        return new HcContent(headers, entity, codings == null ? List.of() : codings, limits.maxDecodedRatio());
    }

    static Headers headers(ClassicHttpResponse response) {
        Header[] received = response.getHeaders();
        String[] fields = new String[2 * received.length];
        for (int i = 0; i < received.length; i++) {
            fields[2 * i] = received[i].getName();
            String value = received[i].getValue();
            fields[2 * i + 1] = value == null ? "" : value;
        }
        return Headers.received(fields);
    }
}

package io.hopguard.client.internal.transport;

import io.hopguard.client.budget.Deadline;
import io.hopguard.client.error.FailureDetails;
import io.hopguard.client.error.Phase;
import io.hopguard.client.error.ResponseTooLargeException;
import io.hopguard.client.http.Headers;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.AttemptRun;
import java.io.IOException;
import java.time.Duration;
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
     * @param reuseFor how long the connection may be kept, or null when it must not be used again
     */
    record Answer(Response response, @Nullable TimeValue reuseFor) {}

    private final int maxBodyBytes;
    private final long idleNanos;
    private final HcReuse reuse;

    HcMessages(int maxBodyBytes, Duration idle, Duration keepAlive) {
        this.maxBodyBytes = maxBodyBytes;
        this.idleNanos = Deadline.saturatedNanos(idle);
        this.reuse = new HcReuse(keepAlive);
    }

    Answer exchange(ConnectionEndpoint endpoint, ClassicHttpRequest request, AttemptRun run, HttpClientContext context)
            throws IOException, HttpException {
        endpoint.setSocketTimeout(HcPool.cut(Long.MAX_VALUE, run));
        // Not closed: closing an entity reads it to its end. What is left unread is cut off with the connection.
        HcTalk talk = new HcTalk(run);
        ClassicHttpResponse received = endpoint.execute(
                "", request, (message, connection, unused) -> talk.exchange(message, connection), context);
        Headers headers = headers(received);
        byte[] body = body(received, endpoint, run);
        TimeValue reuseFor = talk.cutShort() ? null : reuse.of(request, received, context);
        return new Answer(Response.of(received.getCode(), headers, body), reuseFor);
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
            endpoint.setSocketTimeout(HcPool.cut(idleNanos, run));
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

package io.hopguard.client.internal.transport;

import io.hopguard.client.error.Phase;
import io.hopguard.client.internal.kernel.AttemptRun;
import io.hopguard.client.internal.kernel.ReceivedHead;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.message.BasicHeader;
import org.jspecify.annotations.Nullable;

/** One request going out and the head of its response coming in. */
final class HcTalk {
    /** An informational response is one step on the way; this many are no way (Apache reads them without end). */
    private static final int MAX_INFORMATIONAL = 20;

    /** What a server said before it closed has come already, or is on its last metres. */
    private static final long EARLY_ANSWER_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final AttemptRun run;
    private boolean cutShort;

    HcTalk(AttemptRun run) {
        this.run = run;
    }

    /** The server answered without taking the whole request: nothing more can be said on this connection. */
    boolean cutShort() {
        return cutShort;
    }

    ClassicHttpResponse exchange(ClassicHttpRequest request, HttpClientConnection connection)
            throws IOException, HttpException {
        run.peer(peer(connection));
        run.enter(Phase.WRITE);
        if (run.budgetHeader() != null) {
            request.setHeader(new BasicHeader(run.budgetHeader().headerName(), run.budgetValue()));
        }
        List<String> tells = run.tells();
        for (int i = 0; i < tells.size(); i += 2) {
            request.setHeader(new BasicHeader(tells.get(i), tells.get(i + 1)));
        }
        run.sending();
        ClassicHttpResponse early = write(request, connection);
        run.enter(Phase.RESPONSE);
        ClassicHttpResponse response = early != null ? early : finalHead(connection);
        run.head(new ReceivedHead(response.getCode(), reason(response), HcMessages.headers(response)));
        run.enter(Phase.BODY);
        if (HcReuse.canHaveBody(request.getMethod(), response.getCode())) {
            connection.receiveResponseEntity(response);
        }
        return response;
    }

    private ClassicHttpResponse finalHead(HttpClientConnection connection) throws IOException, HttpException {
        try {
            return head(connection);
        } catch (IOException | HttpException e) {
            if (connection instanceof HcConnection ours) {
                run.cutBody(ours.refused());
            }
            throw e;
        }
    }

    private static String reason(ClassicHttpResponse response) {
        String phrase = response.getReasonPhrase();
        return phrase == null ? "" : phrase;
    }

    /** Returns null when the request went out whole, else the answer because of which it did not. */
    private @Nullable ClassicHttpResponse write(ClassicHttpRequest request, HttpClientConnection connection)
            throws IOException, HttpException {
        EndpointDetails endpoint = connection.getEndpointDetails();
        long before = endpoint == null ? -1 : endpoint.getSentBytesCount();
        try {
            connection.sendRequestHeader(request);
            if (request.getEntity() != null) {
                connection.sendRequestEntity(request);
            }
            connection.flush();
            return null;
        } catch (IOException e) {
            if (endpoint != null && endpoint.getSentBytesCount() == before && !run.aborted()) {
                // The connection was dead already, and what may have come on it is no answer to this request.
                run.nothingSent();
                throw e;
            }
            ClassicHttpResponse early = request.getEntity() == null || e instanceof HcBody.SourceFailed || run.aborted()
                    ? null
                    : earlyAnswer(connection);
            if (early == null) {
                throw e;
            }
            cutShort = true;
            return early;
        }
    }

    /** A server that refuses a body may answer and close while it is being sent (RFC 9112 section 9.5). */
    private @Nullable ClassicHttpResponse earlyAnswer(HttpClientConnection connection) {
        connection.setSocketTimeout(HcPool.cut(EARLY_ANSWER_NANOS, run));
        try {
            ClassicHttpResponse response = head(connection);
            connection.setSocketTimeout(HcPool.cut(Long.MAX_VALUE, run));
            return response.getCode() >= 400 ? response : null;
        } catch (IOException | HttpException e) {
            // There was none: what counts is that the request could not be sent.
            return null;
        }
    }

    /** Reads the head of the final response. */
    static ClassicHttpResponse head(HttpClientConnection connection) throws IOException, HttpException {
        ClassicHttpResponse response = connection.receiveResponseHeader();
        for (int informational = 0; response.getCode() < 200; informational++) {
            if (informational == MAX_INFORMATIONAL || response.getCode() == 101) {
                throw new ProtocolException("unexpected informational response " + response.getCode());
            }
            response = connection.receiveResponseHeader();
        }
        return response;
    }

    private static @Nullable String peer(HttpClientConnection connection) {
        return connection.getRemoteAddress() instanceof InetSocketAddress address ? HcPeers.shown(address) : null;
    }
}

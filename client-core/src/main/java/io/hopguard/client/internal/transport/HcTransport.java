package io.hopguard.client.internal.transport;

import io.hopguard.client.budget.Deadline;
import io.hopguard.client.error.FailureDetails;
import io.hopguard.client.error.Phase;
import io.hopguard.client.error.RequestBodyException;
import io.hopguard.client.http.Request;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.AttemptRun;
import io.hopguard.client.internal.kernel.Exchange;
import io.hopguard.client.internal.kernel.Stage;
import io.hopguard.client.internal.kernel.Streaming;
import io.hopguard.client.policy.ResponseLimits;
import io.hopguard.client.policy.TimeoutPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;

/**
 * One attempt over one connection of HttpClient's pool: lease, resolve, connect, write, read, release. HttpClient's own
 * execution chain is not used, so nothing of it (retries, redirects, cookies, decompression) can act behind our back, and
 * every phase is known as it happens.
 */
public final class HcTransport implements Stage, AutoCloseable {
    private final HcPool pool;
    private final HcRequests requests;
    private final HcMessages messages;
    private final long streamIdleNanos;

    public HcTransport(
            HcConnections.Settings settings, TimeoutPolicy timeouts, ResponseLimits limits, String userAgent) {
        this(settings, timeouts, limits, userAgent, InetAddress::getAllByName);
    }

    /** For tests: another resolver. */
    HcTransport(
            HcConnections.Settings settings,
            TimeoutPolicy timeouts,
            ResponseLimits limits,
            String userAgent,
            HcName.Source source) {
        HcNames names = new HcNames(settings.policy(), settings.addressGuard(), source, System::nanoTime);
        this.pool = new HcPool(settings, timeouts, limits, names);
        this.requests = new HcRequests(userAgent, limits.decompress());
        this.messages =
                new HcMessages(limits, timeouts.idle(), settings.policy().keepAlive());
        this.streamIdleNanos = Deadline.saturatedNanos(timeouts.streamIdle());
    }

    @Override
    public Response execute(Exchange exchange) {
        ClassicHttpRequest request = message(exchange.request());
        AttemptRun run = exchange.run();
        ConnectionEndpoint endpoint = null;
        TimeValue reuseFor = null;
        try {
            endpoint = pool.lease(exchange.request().target(), run);
            HttpClientContext context = HttpClientContext.create();
            pool.connect(endpoint, exchange.request().target(), run, context);
            HcMessages.Answer answer = messages.exchange(endpoint, request, exchange, context);
            boolean finished = run.finish();
            Streaming streaming = exchange.streaming();
            if (finished && answer.open() != null && streaming != null) {
                hand(endpoint, answer, exchange, streaming);
                endpoint = null;
            }
            reuseFor = finished ? answer.reuseFor() : null;
            return answer.response();
        } catch (IOException | HttpException | RuntimeException | ExecutionException | TimeoutException e) {
            throw HcFailures.translate(e, exchange, pool);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw HcFailures.translate(e, exchange, pool);
        } finally {
            run.finish();
            if (endpoint != null) {
                pool.release(endpoint, reuseFor);
            }
        }
    }

    /** The connection goes to the stream, which gives it back. */
    private void hand(ConnectionEndpoint endpoint, HcMessages.Answer answer, Exchange exchange, Streaming streaming) {
        Exchange reading = streaming.begin(exchange, () -> endpoint.close(CloseMode.IMMEDIATE));
        endpoint.setSocketTimeout(HcPool.cut(streamIdleNanos, reading.run()));
        HcOpenBody body =
                new HcOpenBody(pool, endpoint, reading, Objects.requireNonNull(answer.open()), answer.reuseFor());
        pool.handedOut(body);
        streaming.open(body);
    }

    private ClassicHttpRequest message(Request request) {
        try {
            return requests.message(request);
        } catch (RuntimeException e) {
            throw new RequestBodyException(
                    FailureDetails.of("the request body could not say its length or type", Phase.LEASE, e));
        }
    }

    /** Connections in use; for tests and gauges. */
    public int leased() {
        return pool.leased();
    }

    /** Connections that are kept for the next call; for tests and gauges. */
    public int kept() {
        return pool.kept();
    }

    @Override
    public void close() {
        pool.close();
    }
}

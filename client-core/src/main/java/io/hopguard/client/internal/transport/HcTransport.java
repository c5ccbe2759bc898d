package io.hopguard.client.internal.transport;

import io.hopguard.client.budget.Deadline;
import io.hopguard.client.error.FailureDetails;
import io.hopguard.client.error.Phase;
import io.hopguard.client.error.RequestBodyException;
import io.hopguard.client.http.Request;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.AttemptRun;
import io.hopguard.client.internal.kernel.Exchange;
import io.hopguard.client.internal.kernel.Figures;
import io.hopguard.client.internal.kernel.PerTarget;
import io.hopguard.client.internal.kernel.Stage;
import io.hopguard.client.internal.kernel.Streaming;
import io.hopguard.client.policy.ResponseLimits;
import io.hopguard.client.policy.TimeoutPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Objects;
import java.util.concurrent.CancellationException;
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
    private final PerTarget<HcRoute> routes;
    private final HcMessages messages;
    private final long streamIdleNanos;

    public HcTransport(
            String clientName,
            HcConnections.Settings settings,
            TimeoutPolicy timeouts,
            ResponseLimits limits,
            String userAgent) {
        this(clientName, settings, timeouts, limits, userAgent, InetAddress::getAllByName);
    }

    /** For tests: another resolver. */
    HcTransport(
            String clientName,
            HcConnections.Settings settings,
            TimeoutPolicy timeouts,
            ResponseLimits limits,
            String userAgent,
            HcName.Source source) {
        HcNames names = new HcNames(clientName, settings.policy(), settings.addressGuard(), source, System::nanoTime);
        this.requests = new HcRequests(userAgent, limits.decompress());
        this.routes =
                new PerTarget<>(target -> HcRoute.of(target, settings.proxy().on(target)));
        this.pool = new HcPool(clientName, settings, timeouts, limits, names, requests);
        this.messages =
                new HcMessages(limits, timeouts.idle(), settings.policy().keepAlive());
        this.streamIdleNanos = Deadline.saturatedNanos(timeouts.streamIdle());
    }

    @Override
    public Response execute(Exchange exchange) {
        HcRoute route = routes.of(exchange.request().target());
        ClassicHttpRequest request = message(exchange.request(), route);
        AttemptRun run = exchange.run();
        HttpClientContext context = HttpClientContext.create();
        ConnectionEndpoint endpoint = null;
        TimeValue reuseFor = null;
        try {
            endpoint = pool.lease(route, run);
            pool.connect(endpoint, route, run, context);
            HcMessages.Answer answer = messages.exchange(endpoint, request, exchange, context);
            boolean finished = run.finish();
            if (answer.open() != null) {
                if (!finished) {
                    throw new CancellationException("aborted before the body was handed out");
                }
                hand(new HcWay(pool, route, HcWire.of(context)), endpoint, answer, exchange);
                endpoint = null;
            }
            reuseFor = finished ? answer.reuseFor() : null;
            if (route.proxy() != null && answer.response().status() == HcRefusals.AUTHENTICATION_REQUIRED) {
                throw HcRefusals.of(route.proxy(), answer.response(), run.phase());
            }
            return answer.response();
        } catch (IOException | HttpException | RuntimeException | ExecutionException | TimeoutException e) {
            throw HcFailures.translate(e, exchange, new HcWay(pool, route, HcWire.of(context)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw HcFailures.translate(e, exchange, new HcWay(pool, route, HcWire.of(context)));
        } finally {
            run.finish();
            if (endpoint != null) {
                pool.release(endpoint, reuseFor);
            }
        }
    }

    /** The connection goes to the stream, which gives it back. */
    private void hand(HcWay way, ConnectionEndpoint endpoint, HcMessages.Answer answer, Exchange exchange) {
        Streaming streaming = Objects.requireNonNull(exchange.streaming());
        Exchange reading = streaming.begin(exchange, () -> endpoint.close(CloseMode.IMMEDIATE));
        endpoint.setSocketTimeout(HcPool.cut(streamIdleNanos, reading.run()));
        HcOpenBody body =
                new HcOpenBody(way, endpoint, reading, Objects.requireNonNull(answer.open()), answer.reuseFor());
        pool.handedOut(body);
        streaming.open(body);
    }

    private ClassicHttpRequest message(Request request, HcRoute route) {
        try {
            return requests.message(request, route);
        } catch (RuntimeException e) {
            throw new RequestBodyException(
                    FailureDetails.of("the request body could not say its length or type", Phase.LEASE, e));
        }
    }

    /** Takes the place of another, whose counts go on; before the first call. */
    public void replace(HcTransport before) {
        pool.countWith(before.pool);
    }

    /** Shows what the pool knows. */
    public void showFigures(Figures figures) {
        pool.showFigures(figures);
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

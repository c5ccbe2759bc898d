package io.hopguard.client.internal.transport;

import io.hopguard.client.error.Phase;
import io.hopguard.client.http.Response;
import io.hopguard.client.http.Target;
import io.hopguard.client.internal.kernel.AttemptRun;
import io.hopguard.client.internal.kernel.Exchange;
import io.hopguard.client.internal.kernel.PerTarget;
import io.hopguard.client.internal.kernel.Stage;
import io.hopguard.client.policy.ResponseLimits;
import io.hopguard.client.policy.TimeoutPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.LeaseRequest;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * One attempt over one connection of HttpClient's pool: lease, resolve, connect, write, read, release. HttpClient's own
 * execution chain is not used, so nothing of it (retries, redirects, cookies, decompression) can act behind our back, and
 * every phase is known as it happens.
 */
public final class HcTransport implements Stage, AutoCloseable {
    private final PoolingHttpClientConnectionManager connections;
    private final PerTarget<HttpRoute> routes = new PerTarget<>(HcTransport::route);
    private final TimeoutPolicy timeouts;
    private final TimeValue keepAlive;
    private final HcMessages messages;

    public HcTransport(
            HcConnections.Settings settings, TimeoutPolicy timeouts, ResponseLimits limits, String userAgent) {
        this.connections = HcConnections.open(settings, limits);
        this.timeouts = timeouts;
        this.keepAlive = TimeValue.ofMilliseconds(settings.policy().keepAlive().toMillis());
        this.messages = new HcMessages(limits.maxBodyBytes(), timeouts.idle(), userAgent);
    }

    private static HttpRoute route(Target target) {
        HttpHost host = new HttpHost(target.scheme(), target.host(), target.port());
        return new HttpRoute(host, null, target.secure());
    }

    @Override
    public Response execute(Exchange exchange) {
        AttemptRun run = exchange.run();
        ConnectionEndpoint endpoint = null;
        TimeValue reuseFor = null;
        try {
            HttpRoute route = routes.of(exchange.request().target());
            endpoint = lease(route, run);
            ClassicHttpRequest request = messages.request(exchange.request());
            HttpClientContext context = HttpClientContext.create();
            connect(endpoint, route, run, context);
            if (run.aborted()) {
                throw new CancellationException("aborted before anything was sent");
            }
            HcMessages.Answer answer = messages.exchange(endpoint, request, exchange, context);
            if (answer.reusable() && run.finish()) {
                reuseFor = answer.keepAlive() != null ? answer.keepAlive() : keepAlive;
            }
            return answer.response();
        } catch (IOException
                | HttpException
                | RuntimeException
                | InterruptedException
                | ExecutionException
                | TimeoutException e) {
            throw HcFailures.translate(e, exchange);
        } finally {
            run.finish();
            if (endpoint != null) {
                release(endpoint, reuseFor);
            }
        }
    }

    private ConnectionEndpoint lease(HttpRoute route, AttemptRun run)
            throws InterruptedException, ExecutionException, TimeoutException {
        run.enter(Phase.LEASE);
        Timeout timeout = cut(timeouts.lease().toNanos(), run);
        LeaseRequest lease = connections.lease("", route, timeout, null);
        run.onAbort(lease::cancel);
        boolean leased = false;
        try {
            ConnectionEndpoint endpoint = lease.get(timeout);
            leased = true;
            run.onAbort(() -> endpoint.close(CloseMode.IMMEDIATE));
            return endpoint;
        } finally {
            if (!leased && !lease.cancel()) {
                returnUnclaimed(lease);
            }
        }
    }

    /** An interrupt or abort that raced with the hand-over: HttpClient has leased a connection that nobody holds. */
    private void returnUnclaimed(LeaseRequest lease) {
        boolean interrupted = Thread.interrupted();
        try {
            release(lease.get(Timeout.ONE_MILLISECOND), null);
        } catch (InterruptedException | ExecutionException | TimeoutException | RuntimeException e) {
            // There was none after all.
            interrupted |= e instanceof InterruptedException;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void connect(ConnectionEndpoint endpoint, HttpRoute route, AttemptRun run, HttpClientContext context)
            throws IOException {
        if (endpoint.isConnected()) {
            return;
        }
        run.enter(Phase.DNS);
        InetAddress[] addresses = InetAddress.getAllByName(route.getTargetHost().getHostName());
        // So that a failed connect says whom it tried first; the connection itself knows better once it is made.
        run.peer(HcPeers.shown(
                new InetSocketAddress(addresses[0], route.getTargetHost().getPort())));
        run.enter(Phase.CONNECT);
        context.setAttribute(HcConnections.RUN, run);
        connections.connect(endpoint, cut(timeouts.connect().toNanos(), run), context);
    }

    private void release(ConnectionEndpoint endpoint, @Nullable TimeValue reuseFor) {
        if (reuseFor == null) {
            endpoint.close(CloseMode.IMMEDIATE);
        }
        connections.release(endpoint, null, reuseFor == null ? TimeValue.ZERO_MILLISECONDS : reuseFor);
    }

    /** A limit cut to what is left, rounded up; never zero, which HttpClient takes for "for ever". */
    static Timeout cut(long limitNanos, AttemptRun run) {
        long nanos = Math.min(limitNanos, run.deadline().remainingNanos());
        return Timeout.ofMilliseconds(Math.max(1, (nanos + 999_999) / 1_000_000));
    }

    /** Connections in use; for tests and gauges. */
    public int leased() {
        return connections.getTotalStats().getLeased();
    }

    @Override
    public void close() {
        connections.close(CloseMode.IMMEDIATE);
    }
}

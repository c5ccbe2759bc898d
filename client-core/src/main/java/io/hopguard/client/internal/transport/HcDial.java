package io.hopguard.client.internal.transport;

import io.hopguard.client.budget.Deadline;
import io.hopguard.client.error.Phase;
import io.hopguard.client.http.Target;
import io.hopguard.client.internal.kernel.AttemptRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/**
 * Resolves and connects to the first hop. The limit is for all its addresses together (HttpClient's is for each): an address
 * gets its fair share of what is left, so that a dead one in front does not eat all of it.
 */
final class HcDial {
    /** Less than this is no fair try, so that of many addresses the last ones may not get one. */
    private static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final PoolingHttpClientConnectionManager connections;
    private final HcDialled dialled;
    private final HcNames names;
    private final long limitNanos;

    HcDial(PoolingHttpClientConnectionManager connections, HcDialled dialled, HcNames names, Duration limit) {
        this.connections = connections;
        this.dialled = dialled;
        this.names = names;
        this.limitNanos = Deadline.saturatedNanos(limit);
    }

    void connect(ConnectionEndpoint endpoint, HcRoute route, AttemptRun run, HttpClientContext context)
            throws IOException, InterruptedException, TimeoutException, ExecutionException {
        run.enter(Phase.DNS);
        Target hop = route.firstHop();
        List<InetAddress> addresses = route.proxy() == null
                ? names.of(hop.host(), run)
                : names.behindProxy(route.target().host(), hop.host(), run);
        run.onAbort(() -> endpoint.close(CloseMode.IMMEDIATE));
        try {
            dial(endpoint, hop, addresses, run, context);
        } catch (IOException e) {
            if (!run.aborted()) {
                names.distrust(hop.host(), addresses);
            }
            throw e;
        }
    }

    private void dial(
            ConnectionEndpoint endpoint,
            Target hop,
            List<InetAddress> addresses,
            AttemptRun run,
            HttpClientContext context)
            throws IOException {
        IOException failure = null;
        for (int i = 0; i < addresses.size(); i++) {
            // What TLS took with an earlier address does not count.
            long left = limitNanos - spentConnecting(run);
            if (failure != null && left <= 0) {
                throw failure;
            }
            // So that a failed connect says whom it tried last; the connection itself knows better once it is made.
            run.peer(HcPeers.shown(new InetSocketAddress(addresses.get(i), hop.port())));
            run.enter(Phase.CONNECT);
            HcPool.failIfAborted(run);
            IOException another = tried(endpoint, addresses.get(i), share(left, addresses.size() - i), run, context);
            if (another == null) {
                return;
            }
            if (failure != null) {
                another.addSuppressed(failure);
            }
            failure = another;
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Up to now. */
    private static long spentConnecting(AttemptRun run) {
        run.enter(run.phase());
        return run.nanosIn(Phase.CONNECT);
    }

    /** Of the limit's rest and what is left to do. */
    static long share(long leftNanos, int addresses) {
        return Math.min(leftNanos, Math.max(LEAST_NANOS, leftNanos / addresses));
    }

    private @Nullable IOException tried(
            ConnectionEndpoint endpoint, InetAddress address, long nanos, AttemptRun run, HttpClientContext context) {
        dialled.use(List.of(address));
        try {
            connections.connect(endpoint, HcPool.cut(nanos, run), context);
            return null;
        } catch (IOException e) {
            // Or else HttpClient would take the socket that failed for a connection.
            endpoint.close(CloseMode.IMMEDIATE);
            return e;
        } finally {
            dialled.forget();
        }
    }
}

package io.hopguard.client.internal.transport;

import io.hopguard.client.budget.Deadline;
import io.hopguard.client.error.Phase;
import io.hopguard.client.internal.kernel.AttemptRun;
import io.hopguard.client.internal.kernel.Figure;
import io.hopguard.client.internal.kernel.Figures;
import io.hopguard.client.policy.ResponseLimits;
import io.hopguard.client.policy.TimeoutPolicy;
import java.io.IOException;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.LeaseRequest;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** HttpClient's pool, from which a connection comes connected and clean, and to which it always goes back. */
final class HcPool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("io.hopguard.client");
    private static final long SWEEP_SECONDS = 1;
    private static final long BEHIND_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final HcNames names;
    private final PoolingHttpClientConnectionManager connections;
    private final HcCounts counts = new HcCounts();
    private final Set<HcOpenBody> streams = ConcurrentHashMap.newKeySet();
    private final HcDial dial;
    private final HcTunnel tunnel;
    private final TimeoutPolicy timeouts;
    private final ScheduledThreadPoolExecutor sweeper;

    HcPool(
            String clientName,
            HcConnections.Settings settings,
            TimeoutPolicy timeouts,
            ResponseLimits limits,
            HcNames names,
            HcRequests requests) {
        this.names = names;
        HcDialled dialled = new HcDialled();
        this.connections = HcConnections.open(settings, limits, dialled, counts);
        this.timeouts = timeouts;
        this.dial = new HcDial(connections, dialled, names, timeouts.connect());
        this.tunnel = new HcTunnel(connections, requests, timeouts);
        this.sweeper = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "hopguard-sweeper-" + clientName);
            thread.setDaemon(true);
            return thread;
        });
        sweeper.scheduleWithFixedDelay(this::sweep, SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
    }

    /** One failure must not end the sweeping. */
    private void sweep() {
        try {
            names.widen();
            connections.closeExpired();
        } catch (RuntimeException e) {
            LOG.warn("closing expired connections failed and is tried again", e);
        }
    }

    ConnectionEndpoint lease(HcRoute route, AttemptRun run)
            throws InterruptedException, ExecutionException, TimeoutException {
        run.enter(Phase.LEASE);
        Timeout timeout = cut(Deadline.saturatedNanos(timeouts.lease()), run);
        LeaseRequest lease = connections.lease("", route.pooled(), timeout, null);
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

    void connect(ConnectionEndpoint endpoint, HcRoute route, AttemptRun run, HttpClientContext context)
            throws IOException, HttpException, InterruptedException, TimeoutException, ExecutionException {
        // After a failed attempt a kept connection is suspect: when a server goes, it takes all of them with it.
        if (HcConnection.isSpoilt(endpoint, run.number() > 1)) {
            endpoint.close(CloseMode.IMMEDIATE);
            counts.evicted();
        }
        run.over(endpoint.isConnected(), route.readByProxy());
        if (endpoint.isConnected()) {
            counts.reused();
        } else {
            context.setAttribute(HcConnections.RUN, run);
            dial.connect(endpoint, route, run, context);
            if (route.tunnelled()) {
                tunnel.open(endpoint, route, run, context);
            }
            HcConnection.over(endpoint, HcWire.of(context));
            counts.created();
        }
        failIfAborted(run);
    }

    static void failIfAborted(AttemptRun run) {
        if (run.aborted()) {
            throw new CancellationException("aborted before anything was sent");
        }
    }

    void release(ConnectionEndpoint endpoint, @Nullable TimeValue reuseFor) {
        if (reuseFor == null) {
            endpoint.close(CloseMode.IMMEDIATE);
        }
        connections.release(endpoint, null, reuseFor == null ? TimeValue.ZERO_MILLISECONDS : reuseFor);
    }

    /**
     * A limit cut to what is left, rounded up; never zero, which HttpClient takes for "for ever". At the deadline it is the
     * reaper that ends the attempt: the socket comes later, should ever nobody else, and so never tells another story.
     */
    static Timeout cut(long limitNanos, AttemptRun run) {
        long left = run.remainingNanos();
        long nanos = limitNanos < left ? limitNanos : left + BEHIND_NANOS;
        return Timeout.ofMilliseconds(Math.max(1, (nanos + 999_999) / 1_000_000));
    }

    void handedOut(HcOpenBody body) {
        streams.add(body);
    }

    void returned(HcOpenBody body) {
        streams.remove(body);
    }

    /** Who keeps connections from others, as the end of a sentence; empty when nobody does. */
    String holders() {
        Iterator<HcOpenBody> open = streams.iterator();
        return open.hasNext()
                ? "; open response streams hold " + streams.size() + ", among them that of "
                        + open.next().shown()
                : "";
    }

    void countWith(HcPool before) {
        counts.join(before.counts);
    }

    void showFigures(Figures figures) {
        figures.figure(Figure.POOL_LEASED, () -> connections.getTotalStats().getLeased());
        figures.figure(Figure.POOL_AVAILABLE, () -> connections.getTotalStats().getAvailable());
        figures.figure(Figure.POOL_PENDING, () -> connections.getTotalStats().getPending());
        figures.figure(Figure.POOL_MAX, () -> connections.getTotalStats().getMax());
        counts.show(figures);
    }

    int leased() {
        return connections.getTotalStats().getLeased();
    }

    int kept() {
        return connections.getTotalStats().getAvailable();
    }

    boolean isClosed() {
        return connections.isClosed();
    }

    @Override
    public void close() {
        sweeper.shutdownNow();
        names.close();
        connections.close(CloseMode.IMMEDIATE);
    }
}

package io.hopguard.benchmarks.live;

import io.hopguard.benchmarks.peer.Peer;
import io.hopguard.benchmarks.peer.PeerKind;
import io.hopguard.benchmarks.rehearsal.Rehearsal;
import io.hopguard.benchmarks.server.PeerServer;
import io.hopguard.benchmarks.server.ServerProcess;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A full outage on real sockets: a gateway answers every request with 502 while each client goes on making calls at an even
 * pace. All clients do so at the same time, but for their beginning, as what is counted, the requests that reach the gateway, is
 * not time. Beside it stands
 * what the simulator says of the same calls.
 */
public final class OutageCount {
    private static final String DOWN = "/down/";
    private static final String WARM_UP = "/down/WARM_UP_OF_";
    private static final int WARM_UP_CALLS = 40;
    private static final long WARM_UP_SECONDS = 12;
    private static final long MOST_SECONDS = 90;
    /** The first calls are those that open a breaker: while they are under way no other client begins. */
    private static final long APART_NANOS = TimeUnit.MILLISECONDS.toNanos(700);

    private static final int STACK_BYTES = 256 * 1_024;

    /** Armeria's breaker counts by the second from when it was made: its first one has to be over. */
    private static final long SETTLING_NANOS = TimeUnit.MILLISECONDS.toNanos(1_100);

    private final int calls;
    private final long pauseNanos;
    private final Rehearsal rehearsal;

    public OutageCount(int calls, int perSecond) {
        this.calls = calls;
        this.pauseNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.rehearsal = new Rehearsal(calls, perSecond);
    }

    /** Makes the calls; returns when the last of them has ended. */
    public List<OutageRow> run(Collection<PeerKind> kinds) throws IOException, InterruptedException {
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(null, task, "outage", STACK_BYTES);
            thread.setDaemon(true);
            return thread;
        });
        try (ServerProcess server = new ServerProcess(PeerServer.class)) {
            // On others of the same kind, as a breaker would remember it.
            makeCalls(open(kinds, server.url() + WARM_UP), WARM_UP_CALLS, WARM_UP_SECONDS, threads);
            if (!makeCalls(open(kinds, server.url() + DOWN), calls, MOST_SECONDS, threads)) {
                throw new IllegalStateException("calls were still under way after " + MOST_SECONDS + " s");
            }
            return rows(kinds, server.counts());
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Peer> open(Collection<PeerKind> kinds, String url) {
        return kinds.stream().map(kind -> kind.open(url + kind.name())).toList();
    }

    /** Whether all calls have ended in time. */
    private boolean makeCalls(List<Peer> peers, int calls, long mostSeconds, ExecutorService threads)
            throws IOException, InterruptedException {
        try {
            CountDownLatch underWay = new CountDownLatch(peers.size() * calls);
            long start = System.nanoTime() + SETTLING_NANOS;
            for (int i = 0; i < peers.size(); i++) {
                Peer peer = peers.get(i);
                long startOfPeer = start + i * APART_NANOS;
                threads.execute(() -> makeCalls(peer, startOfPeer, underWay, calls, threads));
            }
            return underWay.await(mostSeconds, TimeUnit.SECONDS);
        } finally {
            for (Peer peer : peers) {
                peer.close();
            }
        }
    }

    private void makeCalls(Peer peer, long start, CountDownLatch underWay, int calls, ExecutorService threads) {
        for (int i = 0; i < calls; i++) {
            LockSupport.parkNanos(start + i * pauseNanos - System.nanoTime());
            threads.execute(() -> {
                call(peer);
                underWay.countDown();
            });
        }
    }

    private static void call(Peer peer) {
        try {
            peer.get();
        } catch (Exception e) {
            // It had to fail. What it cost is counted at the server.
        }
    }

    private List<OutageRow> rows(Collection<PeerKind> kinds, Map<String, Long> counts) {
        return kinds.stream()
                .map(kind -> new OutageRow(
                        kind,
                        calls,
                        counts.getOrDefault(DOWN.substring(1) + kind.name(), 0L),
                        rehearsal.requests(kind)))
                .toList();
    }
}

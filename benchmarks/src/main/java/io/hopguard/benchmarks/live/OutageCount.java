package io.hopguard.benchmarks.live;

import io.hopguard.benchmarks.peer.Peer;
import io.hopguard.benchmarks.peer.PeerKind;
import io.hopguard.benchmarks.server.PeerServer;
import io.hopguard.benchmarks.server.ServerProcess;
import java.io.IOException;
import java.util.ArrayList;
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
 * pace. All clients do so at the same time, as what is counted, the requests that reach the gateway, is not time.
 */
public final class OutageCount {
    private static final long MOST_SECONDS = 90;

    private final int calls;
    private final int perSecond;

    public OutageCount(int calls, int perSecond) {
        this.calls = calls;
        this.perSecond = perSecond;
    }

    /** Makes the calls; returns when the last of them has ended. */
    public List<OutageRow> run(Collection<PeerKind> kinds) throws IOException, InterruptedException {
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(null, task, "outage", 256 * 1_024);
            thread.setDaemon(true);
            return thread;
        });
        List<Peer> peers = new ArrayList<>();
        try (ServerProcess server = new ServerProcess(PeerServer.class)) {
            for (PeerKind kind : kinds) {
                peers.add(kind.open(server.url() + path(kind)));
            }
            boolean ended = makeCalls(peers, threads);
            if (!ended) {
                throw new IllegalStateException("calls were still under way after " + MOST_SECONDS + " s");
            }
            return rows(kinds, server.counts());
        } finally {
            for (Peer peer : peers) {
                peer.close();
            }
            threads.shutdownNow();
        }
    }

    private static String path(PeerKind kind) {
        return "/down/" + kind.name();
    }

    private boolean makeCalls(List<Peer> peers, ExecutorService threads) throws InterruptedException {
        CountDownLatch underWay = new CountDownLatch(peers.size() * calls);
        long pauseNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
        long start = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            LockSupport.parkNanos(start + i * pauseNanos - System.nanoTime());
            for (Peer peer : peers) {
                threads.execute(() -> {
                    call(peer);
                    underWay.countDown();
                });
            }
        }
        return underWay.await(MOST_SECONDS, TimeUnit.SECONDS);
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
                        kind, calls, counts.getOrDefault(path(kind).substring(1), 0L)))
                .toList();
    }
}

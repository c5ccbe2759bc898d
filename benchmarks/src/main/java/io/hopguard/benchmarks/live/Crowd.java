package io.hopguard.benchmarks.live;

import io.hopguard.benchmarks.peer.CrowdPeer;
import io.hopguard.benchmarks.peer.Peer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Very many calls at once, each on a thread of its own, against a server that takes 100 ms for each. */
final class Crowd {
    private static final int SERVER_MILLIS = 100;
    private static final int WARM_UPS = 2;
    private static final int ROUNDS = 5;

    private final ExecutorService threads;
    private final String url;
    private final int calls;

    Crowd(ExecutorService threads, String url, int calls) {
        this.threads = threads;
        this.url = url + "/slow";
        this.calls = calls;
    }

    /** Lets the crowd come several times; the places are how many of them the client serves at once. */
    CrowdResult run(CrowdPeer kind, int places) throws IOException {
        try (Peer peer = kind.open(url, places)) {
            AtomicInteger failed = new AtomicInteger();
            for (int i = 0; i < WARM_UPS; i++) {
                round(peer, failed);
            }
            long heapBefore = heapBytes();
            List<Long> millis = new ArrayList<>();
            for (int i = 0; i < ROUNDS; i++) {
                millis.add(TimeUnit.NANOSECONDS.toMillis(round(peer, failed)));
            }
            long idealMillis = (long) Math.ceil((double) calls / places) * SERVER_MILLIS;
            return new CrowdResult(
                    kind, calls, places, idealMillis, List.copyOf(millis), failed.get(), heapBefore, heapBytes());
        }
    }

    private long round(Peer peer, AtomicInteger failed) {
        Phaser underWay = new Phaser(1 + calls);
        long start = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            threads.execute(() -> {
                try {
                    peer.get();
                } catch (Exception e) {
                    failed.incrementAndGet();
                } finally {
                    underWay.arriveAndDeregister();
                }
            });
        }
        underWay.arriveAndAwaitAdvance();
        return System.nanoTime() - start;
    }

    private static long heapBytes() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}

package io.hopguard.benchmarks.soak;

import io.hopguard.benchmarks.server.ServerProcess;
import io.hopguard.client.ClientInsides;
import io.hopguard.client.ResilientClient;
import io.hopguard.client.error.HopguardException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Looks at a client at rest. */
final class Probes {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long STEP_NANOS = 20_000_000;
    private static final int GOOD_IN_A_ROW = 100;
    private static final int COLLECTIONS = 3;

    private final ResilientClient client;
    private final ClientInsides insides;
    private final Workers workers;
    private final int places;

    Probes(ResilientClient client, Workers workers, int places) {
        this.client = client;
        this.insides = new ClientInsides(client);
        this.workers = workers;
        this.places = places;
    }

    /** What is left of it after a while: what has ended may need a moment to let go. */
    static long remaining(LongSupplier count) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (count.getAsLong() != 0 && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(STEP_NANOS);
        }
        return count.getAsLong();
    }

    long leased() {
        return remaining(() -> {
            // A stream that nobody holds any more is given back when the collector says so.
            System.gc();
            return insides.leasedConnections();
        });
    }

    long underWay() {
        return remaining(insides::callsUnderWay);
    }

    /** A breaker whose permits have leaked would stay half-open, and refuse for ever. */
    boolean breakerCloses() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        int row = 0;
        while (row < GOOD_IN_A_ROW && System.nanoTime() - end < 0) {
            boolean good = isGood("/calm/{id}", row);
            row = good ? row + 1 : 0;
            LockSupport.parkNanos(good ? 0 : STEP_NANOS);
        }
        return row == GOOD_IN_A_ROW;
    }

    /** The server answers none of them before it has all. */
    boolean allPlacesFree() throws InterruptedException {
        return workers.all(places, () -> isGood("/gather/{n}", places));
    }

    private boolean isGood(String template, Object value) {
        try {
            return client.get(template, value)
                    .noRetry()
                    .timeout(PATIENCE)
                    .send()
                    .isSuccess();
        } catch (HopguardException e) {
            return false;
        }
    }

    static long heapBytes() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            LockSupport.parkNanos(STEP_NANOS);
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    static List<String> clientThreads() {
        remaining(() -> names().size());
        return names();
    }

    private static List<String> names() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("hopguard-"))
                .sorted()
                .toList();
    }

    static long openConnections(ServerProcess server) {
        return remaining(() -> {
            try {
                return server.counts().getOrDefault("open", -1L);
            } catch (IOException e) {
                return -1;
            }
        });
    }
}

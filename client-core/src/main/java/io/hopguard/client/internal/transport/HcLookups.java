package io.hopguard.client.internal.transport;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The threads on which names are looked up: {@value #THREADS} that get on with it, and one more for each lookup that hangs or
 * was abandoned, because Java cannot abort a lookup and other hosts should not wait for it; {@value #MOST} at the most.
 */
final class HcLookups implements AutoCloseable {
    static final int THREADS = 4;
    static final int MOST = 32;

    private static final long IDLE_SECONDS = 10;

    private final Set<HcLookup> running = ConcurrentHashMap.newKeySet();
    private final LongSupplier clock;
    private final ThreadPoolExecutor threads;

    HcLookups(String clientName, int maxQueued, LongSupplier clock) {
        this.clock = clock;
        this.threads = new ThreadPoolExecutor(
                THREADS, MOST, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(maxQueued), task -> {
                    Thread thread = new Thread(task, "hopguard-dns-" + clientName);
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** Has the task done for the lookup; what it throws is {@link ThreadPoolExecutor}'s. */
    void submit(HcLookup lookup, Runnable task) {
        widen();
        threads.execute(() -> {
            lookup.begin(clock.getAsLong());
            running.add(lookup);
            try {
                task.run();
            } finally {
                running.remove(lookup);
            }
        });
    }

    /** Gives those that wait in the queue the threads that they would have without the lookups that hang. */
    void widen() {
        long now = clock.getAsLong();
        int hanging =
                (int) running.stream().filter(lookup -> lookup.hangsAt(now)).count();
        int wanted = Math.min(MOST, THREADS + hanging);
        if (threads.getCorePoolSize() != wanted) {
            threads.setCorePoolSize(wanted);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

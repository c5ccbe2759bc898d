package io.hopguard.benchmarks.outage.world;

import io.hopguard.client.internal.kernel.Time;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;

/**
 * The world's time as the client sees it. Permits go to those who wait in the order of their calls, as soon as a call that
 * had one is over.
 */
public final class SimulatedTime implements Time {
    private static final long START_MILLIS =
            Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();

    private final World world;
    private final Map<Semaphore, TreeMap<Long, Signal>> waiting = new LinkedHashMap<>();

    public SimulatedTime(World world) {
        this.world = world;
        world.afterEachTask(this::wake);
    }

    @Override
    public long nanos() {
        return world.nanos();
    }

    @Override
    public long epochMillis() {
        return START_MILLIS + world.nanos() / 1_000_000;
    }

    @Override
    public void park(long nanos) {
        world.sleep(nanos);
    }

    @Override
    public boolean acquire(Semaphore permits, long nanos) {
        Signal signal = world.signal();
        TreeMap<Long, Signal> queue = waiting.computeIfAbsent(permits, any -> new TreeMap<>());
        long place = world.taskNumber();
        queue.put(place, signal);
        world.await(signal, world.nanos() + nanos);
        queue.remove(place);
        return permits.tryAcquire();
    }

    private void wake() {
        waiting.forEach((permits, queue) ->
                queue.values().stream().limit(permits.availablePermits()).forEach(Signal::fire));
    }
}

package io.hopguard.client;

import io.hopguard.client.internal.kernel.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that moves only when someone parks or a test says so. */
final class VirtualTime implements Time {
    /** Not zero, and close to an overflow of the nanosecond clock, so that wrong comparisons show. */
    private static final long START_NANOS =
            Long.MAX_VALUE - Duration.ofSeconds(1).toNanos();

    private final AtomicLong passed = new AtomicLong();
    private final List<Duration> parked = new CopyOnWriteArrayList<>();
    private volatile long startMillis = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();
    private volatile Runnable whileParked = () -> {};

    /** Sets the wall clock. */
    VirtualTime at(Instant now) {
        startMillis = now.toEpochMilli() - passed.get() / 1_000_000;
        return this;
    }

    /** What happens elsewhere while somebody waits. */
    void whileParked(Runnable action) {
        whileParked = action;
    }

    void advance(Duration time) {
        passed.addAndGet(time.toNanos());
    }

    Duration passed() {
        return Duration.ofNanos(passed.get());
    }

    List<Duration> parked() {
        return parked;
    }

    @Override
    public long nanos() {
        return START_NANOS + passed.get();
    }

    @Override
    public long epochMillis() {
        return startMillis + passed.get() / 1_000_000;
    }

    @Override
    public void park(long nanos) {
        parked.add(Duration.ofNanos(nanos));
        passed.addAndGet(nanos);
        whileParked.run();
    }
}

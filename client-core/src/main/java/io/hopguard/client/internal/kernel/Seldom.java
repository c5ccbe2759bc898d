package io.hopguard.client.internal.kernel;

import java.util.concurrent.atomic.AtomicLong;

/** Lets something through at most once in 10 s, so that what happens often is not said often. Thread-safe. */
public final class Seldom {
    private static final long EVERY_NANOS = 10_000_000_000L;

    private final Time time;
    private final AtomicLong nextNanos;

    public Seldom(Time time) {
        this.time = time;
        this.nextNanos = new AtomicLong(time.nanos());
    }

    /** Whether it is time; for one of those who ask at once. */
    public boolean isDue() {
        long now = time.nanos();
        long next = nextNanos.get();
        return now - next >= 0 && nextNanos.compareAndSet(next, now + EVERY_NANOS);
    }
}

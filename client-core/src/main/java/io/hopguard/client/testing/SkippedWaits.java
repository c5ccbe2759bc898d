package io.hopguard.client.testing;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * For tests: the waits between attempts pass at once and are recorded here. The clock of the client is put forward by each of
 * them, so that they cost the call as much of its total as they would in earnest; what the network takes is measured as ever.
 * Give it to {@code ResilientClientBuilder.skipWaits(..)}. Calls at the same time share the clock: what one of them skips, the
 * others lose of their limits. How long a circuit breaker stays open, and the wait for a place in the bulkhead, are not
 * skipped. Thread-safe.
 */
public final class SkippedWaits {
    private final List<Duration> waits = new CopyOnWriteArrayList<>();
    private final AtomicLong skippedNanos = new AtomicLong();

    /** None so far. */
    public SkippedWaits() {}

    /**
     * Skips a wait; called by the client.
     *
     * @param wait how long it would have been
     */
    public void skip(Duration wait) {
        skippedNanos.addAndGet(wait.toNanos());
        waits.add(wait);
    }

    /**
     * What was skipped since the last {@link #clear()}.
     *
     * @return the waits in their order; a copy
     */
    public List<Duration> waits() {
        return List.copyOf(waits);
    }

    /**
     * How far the clock is ahead of that of the machine, whatever was cleared.
     *
     * @return the sum of all waits
     */
    public Duration skipped() {
        return Duration.ofNanos(skippedNanos.get());
    }

    /** Forgets the waits; the clock is not put back. */
    public void clear() {
        waits.clear();
    }

    /** The waits, for messages of failed assertions. */
    @Override
    public String toString() {
        return "SkippedWaits" + waits;
    }
}

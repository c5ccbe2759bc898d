package io.hopguard.client.internal.kernel;

import io.hopguard.client.testing.SkippedWaits;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** The clocks of the machine, put forward by each back-off instead of waiting for it. */
public record SkippingTime(SkippedWaits waits) implements Time {
    @Override
    public long nanos() {
        return SYSTEM.nanos() + waits.skipped().toNanos();
    }

    @Override
    public long epochMillis() {
        return SYSTEM.epochMillis() + waits.skipped().toMillis();
    }

    /** How long a breaker stays open is not skipped. */
    @Override
    public long breakerMillis() {
        return SYSTEM.epochMillis();
    }

    @Override
    public void backOff(long nanos) {
        waits.skip(Duration.ofNanos(nanos));
    }

    @Override
    public void park(long nanos) {
        SYSTEM.park(nanos);
    }

    @Override
    public boolean acquire(Semaphore permits, long nanos) {
        return SYSTEM.acquire(permits, nanos);
    }

    @Override
    public boolean passesByItself() {
        return true;
    }
}

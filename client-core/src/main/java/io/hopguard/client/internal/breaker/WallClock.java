package io.hopguard.client.internal.breaker;

import io.hopguard.client.internal.kernel.Time;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The wall clock as the state machine wants it: by it an open breaker knows when to let probes through. */
final class WallClock extends Clock {
    private final Time time;

    WallClock(Time time) {
        this.time = time;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(time.breakerMillis());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}

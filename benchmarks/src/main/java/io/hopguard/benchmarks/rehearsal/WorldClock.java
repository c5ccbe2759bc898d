package io.hopguard.benchmarks.rehearsal;

import io.hopguard.benchmarks.outage.world.World;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The time of a world for those who ask a {@link Clock}. */
final class WorldClock extends Clock {
    private final World world;

    WorldClock(World world) {
        this.world = world;
    }

    @Override
    public Instant instant() {
        return Instant.EPOCH.plusNanos(world.nanos());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("always UTC");
    }
}

package io.hopguard.client.internal.observe;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;

/** A count that never falls, although targets are forgotten from whose counts it is made. */
final class Rising implements DoubleSupplier {
    private final DoubleSupplier count;
    private final AtomicLong most = new AtomicLong();

    Rising(DoubleSupplier count) {
        this.count = count;
    }

    @Override
    public double getAsDouble() {
        return most.accumulateAndGet((long) count.getAsDouble(), Math::max);
    }
}

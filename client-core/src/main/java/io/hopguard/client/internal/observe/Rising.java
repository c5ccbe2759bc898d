package io.hopguard.client.internal.observe;

import java.util.function.DoubleSupplier;

/**
 * A count that never falls and goes on rising, although targets are forgotten from whose counts it is made, and although it comes from
 * elsewhere and from 0 after a change of settings. Thread-safe.
 */
final class Rising implements DoubleSupplier {
    private final DoubleSupplier count;
    private long before;
    private long last;

    Rising(DoubleSupplier count) {
        this.count = count;
    }

    /** Reads under the lock: of two who read at the same time the later one would otherwise seem to fall. */
    @Override
    public synchronized double getAsDouble() {
        double now = count.getAsDouble();
        if (Double.isNaN(now)) {
            // Forgotten, or switched off: what comes next begins at 0.
            before += last;
            last = 0;
        } else {
            before += Math.max(0, last - (long) now);
            last = (long) now;
        }
        return before + last;
    }

    /** What is counted from now on begins at 0. */
    synchronized void beginAgain() {
        getAsDouble();
        before += last;
        last = 0;
    }
}

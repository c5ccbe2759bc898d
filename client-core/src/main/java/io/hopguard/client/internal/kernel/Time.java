package io.hopguard.client.internal.kernel;

import java.util.concurrent.locks.LockSupport;

/** The clocks, and the only way to let time pass. Tests put a virtual one here. */
public interface Time {
    Time SYSTEM = new Time() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public long epochMillis() {
            return System.currentTimeMillis();
        }

        @Override
        public void park(long nanos) {
            LockSupport.parkNanos(this, nanos);
        }
    };

    /** A monotonic clock. */
    long nanos();

    /** The wall clock, for dates that servers send. */
    long epochMillis();

    /** Parks the thread for at most this long; returns early when it is unparked or interrupted. */
    void park(long nanos);
}

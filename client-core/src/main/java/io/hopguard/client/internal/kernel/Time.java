package io.hopguard.client.internal.kernel;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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

        @Override
        public boolean acquire(Semaphore permits, long nanos) {
            try {
                return permits.tryAcquire(nanos, TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        @Override
        public boolean passesByItself() {
            return true;
        }
    };

    /** A monotonic clock. */
    long nanos();

    /** The wall clock, for dates that servers send. */
    long epochMillis();

    /** The wall clock by which a circuit breaker stays open. */
    default long breakerMillis() {
        return epochMillis();
    }

    /** Waits for a permit, at most this long; may return early without one, and does when the thread is unparked or interrupted. */
    default boolean acquire(Semaphore permits, long nanos) {
        park(nanos);
        return permits.tryAcquire();
    }

    /** Waits between two attempts for at most this long; returns early when it is unparked or interrupted. */
    default void backOff(long nanos) {
        park(nanos);
    }

    /** Whether deadlines pass while nobody moves the clock, so that somebody has to look. */
    default boolean passesByItself() {
        return false;
    }

    /** Parks the thread for at most this long; returns early when it is unparked or interrupted. */
    void park(long nanos);
}

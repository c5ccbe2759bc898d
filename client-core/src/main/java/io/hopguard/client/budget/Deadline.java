package io.hopguard.client.budget;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A fixed point on a monotonic clock by which something must have ended. Immutable and thread-safe.
 *
 * <p>The clock is {@link System#nanoTime()} unless another one is given; deadlines of different clocks must not be
 * combined.
 */
public final class Deadline {
    private final long atNanos;
    private final LongSupplier nanoClock;

    private Deadline(long atNanos, LongSupplier nanoClock) {
        this.atNanos = atNanos;
        this.nanoClock = nanoClock;
    }

    /**
     * A deadline some time from now.
     *
     * @param timeout the time until then
     * @return the deadline on {@link System#nanoTime()}
     */
    public static Deadline after(Duration timeout) {
        return after(saturatedNanos(timeout), System::nanoTime);
    }

    /**
     * A deadline some time from now on a clock of one's own.
     *
     * @param timeoutNanos the time until then in nanoseconds
     * @param nanoClock a monotonic clock in nanoseconds
     * @return the deadline
     */
    public static Deadline after(long timeoutNanos, LongSupplier nanoClock) {
        return new Deadline(nanoClock.getAsLong() + timeoutNanos, nanoClock);
    }

    /**
     * A deadline at a point of a clock that has been read already.
     *
     * @param atNanos the clock's value at the deadline, in nanoseconds
     * @param nanoClock a monotonic clock in nanoseconds
     * @return the deadline
     */
    public static Deadline at(long atNanos, LongSupplier nanoClock) {
        return new Deadline(atNanos, nanoClock);
    }

    /**
     * The same clock's deadline at a given point, but never later than this one.
     *
     * @param otherNanos the clock's value at that point, in nanoseconds
     * @return this deadline, or an earlier one
     */
    public Deadline notAfter(long otherNanos) {
        return otherNanos - atNanos < 0 ? new Deadline(otherNanos, nanoClock) : this;
    }

    /**
     * The same clock's deadline some time from now, but never later than this one.
     *
     * @param timeoutNanos the time until then in nanoseconds
     * @return this deadline, or an earlier one
     */
    public Deadline shortenedTo(long timeoutNanos) {
        return notAfter(nanoClock.getAsLong() + timeoutNanos);
    }

    /**
     * What is left.
     *
     * @return the time left in nanoseconds, zero or negative once it has passed
     */
    public long remainingNanos() {
        return atNanos - nanoClock.getAsLong();
    }

    /**
     * Whether it has passed.
     *
     * @return true from the deadline on
     */
    public boolean isExpired() {
        return remainingNanos() <= 0;
    }

    /**
     * The point itself.
     *
     * @return the clock's value at the deadline, in nanoseconds
     */
    public long atNanos() {
        return atNanos;
    }

    /**
     * A duration in nanoseconds, without overflow.
     *
     * @param duration any duration
     * @return its nanoseconds, at most {@code Long.MAX_VALUE / 4} (73 years) so that sums stay exact
     */
    public static long saturatedNanos(Duration duration) {
        long limit = Long.MAX_VALUE / 4;
        return duration.compareTo(Duration.ofNanos(limit)) >= 0 ? limit : duration.toNanos();
    }

    @Override
    public String toString() {
        return "Deadline in " + remainingNanos() / 1_000_000 + " ms";
    }
}

package io.hopguard.benchmarks.suite;

import java.time.Duration;
import java.util.Locale;

/** How much time the suite has taken, and whether the rest is enough for more. */
final class Clock {
    private final long limitNanos;
    private final long start = System.nanoTime();
    private long forkBegan;
    private long inForksNanos;
    private int forks;

    Clock(Duration limit) {
        this.limitNanos = limit.toNanos();
    }

    void began() {
        forkBegan = System.nanoTime();
    }

    void ended() {
        inForksNanos += System.nanoTime() - forkBegan;
        forks++;
    }

    /** Whether so many forks, as long as those before on average, end within the limit. */
    boolean hasRoomFor(int more) {
        long needed = forks == 0 ? 0 : inForksNanos / forks * more;
        return System.nanoTime() - start + needed <= limitNanos;
    }

    /** Minutes and seconds since the beginning. */
    String words() {
        return words(Duration.ofNanos(System.nanoTime() - start));
    }

    static String words(Duration taken) {
        return String.format(Locale.ROOT, "%d min %02d s", taken.toMinutes(), taken.toSecondsPart());
    }
}

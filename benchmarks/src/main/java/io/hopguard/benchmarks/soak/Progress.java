package io.hopguard.benchmarks.soak;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A line every few seconds; on a terminal always the same one, in colour. */
final class Progress implements AutoCloseable {
    private static final long PERIOD_SECONDS = 3;
    private static final String BACK_AND_CLEAR = "\r\u001b[2K";
    private static final String DIM = "\u001b[2m";
    private static final String PLAIN = "\u001b[0m";

    private record Watched(String what, Tally tally, long calls, long since) {}

    private final PrintStream err;
    private final boolean terminal;
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "soak-progress");
        thread.setDaemon(true);
        return thread;
    });
    private volatile @Nullable Watched watched;

    Progress(PrintStream err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
        timer.scheduleAtFixedRate(this::print, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    void watch(String what, Tally tally, long calls) {
        watched = new Watched(what, tally, calls, System.nanoTime());
    }

    void end() {
        if (watched != null && terminal) {
            err.print(BACK_AND_CLEAR);
        }
        watched = null;
    }

    private void print() {
        Watched now = watched;
        if (now != null) {
            String line = line(now);
            err.print(terminal ? BACK_AND_CLEAR + DIM + line + PLAIN : line + System.lineSeparator());
            err.flush();
        }
    }

    private static String line(Watched now) {
        long ended = now.tally.endedCalls();
        double seconds = (System.nanoTime() - now.since) / 1e9;
        return String.format(
                Locale.ROOT,
                "%s: %,d of %,d after %.0f s, %,.0f/s, %,d not ok",
                now.what,
                ended,
                now.calls,
                seconds,
                ended / seconds,
                now.tally.failedCalls());
    }

    @Override
    public void close() {
        end();
        timer.shutdownNow();
    }
}

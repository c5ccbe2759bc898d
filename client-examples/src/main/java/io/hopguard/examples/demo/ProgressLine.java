package io.hopguard.examples.demo;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes the progress: on a terminal one line that is rewritten, elsewhere a plain line now and then. */
final class ProgressLine implements Progress {
    private static final long TERMINAL_NANOS = 250_000_000L;
    private static final long PLAIN_NANOS = 2_000_000_000L;

    private final PrintWriter out;
    private final boolean terminal;
    private long nextNanos;
    private int width;

    ProgressLine(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public void at(long elapsedNanos, Phase phase, List<Lane> lanes) {
        if (elapsedNanos < nextNanos) {
            return;
        }
        nextNanos = elapsedNanos + (terminal ? TERMINAL_NANOS : PLAIN_NANOS);
        String scores = lanes.stream().map(ProgressLine::score).collect(Collectors.joining("   "));
        write(String.format(Locale.ROOT, "%5.1f s  %-13s  ok: %s", elapsedNanos / 1e9, phase.name(), scores));
    }

    private static String score(Lane lane) {
        Scoreboard board = lane.scoreboard();
        return lane.contestant().name() + " " + board.succeeded() + "/" + board.ended();
    }

    private void write(String line) {
        if (terminal) {
            out.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
            width = line.length();
        } else {
            out.println(line);
        }
        out.flush();
    }

    /** Leaves the line, so that what follows starts on a line of its own. */
    void end() {
        if (terminal && width > 0) {
            out.println();
            out.flush();
        }
    }
}

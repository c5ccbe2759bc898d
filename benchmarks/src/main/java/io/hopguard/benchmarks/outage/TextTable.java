package io.hopguard.benchmarks.outage;

import java.util.List;
import java.util.Locale;

/** The figures of a scenario, a line for each kind of client. */
final class TextTable {
    private static final double MILLI = 1_000_000;

    private TextTable() {}

    static String of(List<Row> rows, List<Figures> figures) {
        StringBuilder table = new StringBuilder();
        table.append(
                "| client | success | p50 ms | p99 ms | requests per call | wasted work | recovery | overruns |\n");
        table.append("|---|--:|--:|--:|--:|--:|--:|--:|\n");
        for (int i = 0; i < rows.size(); i++) {
            table.append(line(rows.get(i).name(), figures.get(i)));
        }
        return table.toString();
    }

    private static String line(String name, Figures of) {
        return String.format(
                Locale.ROOT,
                "| %s | %.1f %% | %,.0f | %,.0f | %.2f | %.0f %% | %s | %,d |%n",
                name,
                100 * of.success(),
                of.p50Nanos() / MILLI,
                of.p99Nanos() / MILLI,
                of.amplification(),
                100 * of.wasted(),
                of.recoverySeconds() == Figures.NEVER ? "never" : of.recoverySeconds() + " s",
                of.overruns());
    }
}

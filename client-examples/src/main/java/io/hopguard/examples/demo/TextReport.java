package io.hopguard.examples.demo;

import io.hopguard.examples.demo.Figures.PhaseFigures;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The report for people: the table, how to read it, and what the exceptions said. */
final class TextReport {
    private final Report report;
    private final PrintWriter out;

    TextReport(Report report, PrintWriter out) {
        this.report = report;
        this.out = out;
    }

    void print() {
        out.println();
        out.println(inShort());
        out.println();
        out.print(table());
        out.println();
        report.entries().forEach(entry -> out.println(entry.name() + ": " + entry.setUp() + "."));
        out.println();
        out.println("""
                How to read it: while the application is down nobody can succeed; what differs is how much load each client
                puts on a gateway that is already in trouble (requests per call), how fast it gives up (time of a failure), and
                how soon it is back (a breaker that is open has to close first). Times count from when a call was due. Everything
                was measured in this run, on this machine.""");
        SayingsPrinter sayings = new SayingsPrinter(out);
        report.entries().forEach(sayings::print);
        out.flush();
    }

    /** The two figures that matter most, before the many. */
    private String inShort() {
        return report.entries().stream()
                .map(entry -> entry.name() + " succeeded in "
                        + percent(entry.figures().succeeded(), entry.figures().calls()) + " of its calls and sent "
                        + ratioWhileDown(entry.figures()) + " requests per call while the application was down")
                .collect(Collectors.joining(";\n  ", "In short:\n  ", "."));
    }

    private String ratioWhileDown(Figures figures) {
        List<Phase> phases = report.schedule().phases();
        int calls = 0;
        int sent = 0;
        for (int i = 0; i < phases.size(); i++) {
            if (phases.get(i).trouble() == Trouble.DOWN) {
                calls += figures.phases().get(i).calls();
                sent += figures.phases().get(i).requestsSent();
            }
        }
        return ratio(sent, calls);
    }

    private TextTable table() {
        TextTable table = new TextTable();
        table.row("", report.entries().stream().map(Report.Entry::name).toList());
        row(table, "calls", figures -> String.valueOf(figures.calls()));
        row(table, "success rate", figures -> percent(figures.succeeded(), figures.calls()));
        phaseRows(table, phase -> percent(phase.succeeded(), phase.calls()));
        row(table, "wrong answers handed out", figures -> String.valueOf(figures.wrongAnswers()));
        row(table, "time of a success, p50", figures -> millis(figures.success(), Percentiles::p50Millis));
        row(table, "time of a success, p99", figures -> millis(figures.success(), Percentiles::p99Millis));
        row(table, "time of a failure, p50", figures -> millis(figures.failure(), Percentiles::p50Millis));
        row(table, "time of a failure, p99", figures -> millis(figures.failure(), Percentiles::p99Millis));
        row(table, "requests sent", figures -> String.valueOf(figures.requestsSent()));
        row(table, "requests per call", figures -> ratio(figures.requestsSent(), figures.calls()));
        phaseRows(table, phase -> ratio(phase.requestsSent(), phase.calls()));
        row(table, "first success after recovery", figures -> millis(figures.recoveryMillis()));
        return table;
    }

    private void row(TextTable table, String name, Function<Figures, String> cell) {
        table.row(
                name,
                report.entries().stream()
                        .map(entry -> cell.apply(entry.figures()))
                        .toList());
    }

    private void phaseRows(TextTable table, Function<PhaseFigures, String> cell) {
        List<Phase> phases = report.schedule().phases();
        for (int i = 0; i < phases.size(); i++) {
            int phase = i;
            row(
                    table,
                    "  " + phases.get(i).name(),
                    figures -> cell.apply(figures.phases().get(phase)));
        }
    }

    private static String percent(int part, int whole) {
        return whole == 0 ? "-" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
    }

    private static String ratio(int part, int whole) {
        return whole == 0 ? "-" : String.format(Locale.ROOT, "%.2f", (double) part / whole);
    }

    private static String millis(@Nullable Percentiles times, Function<Percentiles, Double> which) {
        return times == null ? "-" : millis(which.apply(times));
    }

    private static String millis(@Nullable Double millis) {
        return millis == null ? "never" : String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis);
    }
}

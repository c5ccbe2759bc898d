package io.hopguard.benchmarks.outage;

import io.hopguard.benchmarks.outage.upstream.Span;
import java.util.List;
import java.util.Locale;

/** Load and goodput over time, a small panel for each kind of client, all with one scale; legible on light and dark paper. */
final class Picture {
    private static final int COLUMNS = 3;
    private static final int MARGIN = 14;
    private static final int HEAD = 62;
    private static final int MOST_TIMES_OFFERED = 3;
    private static final String STYLE = """
            <style>
            text { font: 11px system-ui, "Segoe UI", "DejaVu Sans", sans-serif; fill: #1f2328 }
            .heading { font-size: 16px; font-weight: 600 } .name { font-size: 12px; font-weight: 600 }
            .tick, .note { fill: #59636e } .paper { fill: #ffffff }
            .grid { stroke: #d1d9e0 } .band { fill: #818b98; fill-opacity: .18 }
            .load { fill: #d55e00; fill-opacity: .45 } .offered { stroke: #59636e; stroke-dasharray: 3 3 }
            .good { stroke: #0072b2; stroke-width: 1.8 } .line { fill: none; stroke-linejoin: round }
            .good-swatch { fill: #0072b2 } .offered-swatch { fill: #59636e }
            @media (prefers-color-scheme: dark) {
              text { fill: #e6edf3 } .tick, .note { fill: #a5adb8 } .paper { fill: #0d1117 } .grid { stroke: #30363d }
              .good { stroke: #56b4e9 } .good-swatch { fill: #56b4e9 }
              .offered { stroke: #a5adb8 } .offered-swatch { fill: #a5adb8 }
            }
            </style>
            """;

    private Picture() {}

    static String of(Act act) {
        List<Outcome> outcomes = act.outcomes();
        int lines = (outcomes.size() + COLUMNS - 1) / COLUMNS;
        int width = 2 * MARGIN + COLUMNS * Panel.WIDTH;
        int height = HEAD + lines * Panel.HEIGHT + MARGIN;
        String name = act.scenario().name();
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\">\n"
                        + "<title>%s: load and goodput over time, by client</title>\n%s"
                        + "<rect class=\"paper\" width=\"100%%\" height=\"100%%\"/>\n",
                width,
                height,
                width,
                height,
                name,
                STYLE));
        svg.append(text("heading", MARGIN, 26, name)).append(legend());
        double top = top(outcomes);
        for (int i = 0; i < outcomes.size(); i++) {
            Outcome outcome = outcomes.get(i);
            Span trouble = act.scenario().trouble();
            svg.append(String.format(
                    Locale.ROOT,
                    "<g transform=\"translate(%d,%d)\">\n%s</g>\n",
                    MARGIN + i % COLUMNS * Panel.WIDTH,
                    HEAD + i / COLUMNS * Panel.HEIGHT,
                    new Panel(outcome.row().name(), outcome.figures().bySecond(), trouble, top).svg()));
        }
        return svg.append("</svg>\n").toString();
    }

    static String text(String style, double x, double y, String words) {
        return String.format(Locale.ROOT, "<text class=\"%s\" x=\"%.0f\" y=\"%.0f\">%s</text>\n", style, x, y, words);
    }

    private static String legend() {
        return swatch("load", MARGIN, "requests/s at the upstream")
                + swatch("good-swatch", MARGIN + 190, "calls that succeed, by the second in which they began")
                + swatch("offered-swatch", MARGIN + 545, "calls/s")
                + swatch("band", MARGIN + 620, "trouble");
    }

    private static String swatch(String style, int x, String words) {
        return String.format(
                        Locale.ROOT, "<rect class=\"%s\" x=\"%d\" y=\"38\" width=\"10\" height=\"10\"/>\n", style, x)
                + text("note", x + 15, 47, words);
    }

    /** The highest load, but not so high that the calls are not seen any more. */
    private static double top(List<Outcome> outcomes) {
        int load = 0;
        int calls = 0;
        for (Outcome outcome : outcomes) {
            for (int i = 0; i < outcome.figures().bySecond().load().length; i++) {
                load = Math.max(load, outcome.figures().bySecond().load()[i]);
                calls = Math.max(calls, outcome.figures().bySecond().calls()[i]);
            }
        }
        return Math.min(load, MOST_TIMES_OFFERED * calls);
    }
}

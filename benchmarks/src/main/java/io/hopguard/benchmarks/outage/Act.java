package io.hopguard.benchmarks.outage;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What came of one scenario, with all kinds of clients. */
record Act(Scenario scenario, List<Outcome> outcomes) {
    Outcome ours() {
        return outcomes.stream().filter(Outcome::isOurs).findFirst().orElseThrow();
    }

    String table() {
        StringBuilder table = new StringBuilder("| client |");
        Arrays.stream(Column.values())
                .forEach(column -> table.append(' ').append(column.heading()).append(" |"));
        table.append("\n|---|").append("--:|".repeat(Column.values().length)).append('\n');
        outcomes.forEach(outcome -> table.append(line(outcome)));
        return table.toString();
    }

    private static String line(Outcome outcome) {
        String mark = outcome.isOurs() ? "**" : "";
        return Arrays.stream(Column.values())
                .map(column -> mark + column.shown(outcome.figures()) + mark)
                .collect(Collectors.joining(" | ", "| " + mark + outcome.row().name() + mark + " | ", " |\n"));
    }

    /** Where others are better than Hopguard, and who is best. */
    String behind() {
        Figures ours = ours().figures();
        String columns = Arrays.stream(Column.values())
                .filter(column -> column.isBetter(column.best(outcomes).figures(), ours))
                .map(column -> {
                    Outcome best = column.best(outcomes);
                    return column.heading() + " (" + best.row().name() + ": " + column.shown(best.figures())
                            + ", Hopguard: " + column.shown(ours) + ")";
                })
                .collect(Collectors.joining("; "));
        return columns.isEmpty() ? "No other row is ahead of Hopguard here." : "Others are ahead in " + columns + ".";
    }
}

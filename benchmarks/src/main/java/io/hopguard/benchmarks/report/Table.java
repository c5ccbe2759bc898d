package io.hopguard.benchmarks.report;

import java.util.Collections;

/** A table in Markdown. */
final class Table {
    private final StringBuilder text = new StringBuilder();

    Table(String... heads) {
        row(heads);
        row(Collections.nCopies(heads.length, "---").toArray(String[]::new));
    }

    void row(String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    @Override
    public String toString() {
        return text.toString().replace("| --- ", "|---");
    }
}

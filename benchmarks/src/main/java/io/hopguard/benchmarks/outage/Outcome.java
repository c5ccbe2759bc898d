package io.hopguard.benchmarks.outage;

/** What came of one scenario with one kind of client. */
record Outcome(Row row, Figures figures) {
    boolean isOurs() {
        return row.name().equals(Row.HOPGUARD);
    }
}

package io.hopguard.benchmarks.report;

import java.nio.file.Path;

/**
 * Where a run leaves what it found.
 *
 * @param directory of all of them
 */
public record ResultFiles(Path directory) {
    /** As JMH writes it. */
    public Path jmh() {
        return directory.resolve("jmh.json");
    }

    /** A line for each client. */
    public Path outage() {
        return directory.resolve("outage.tsv");
    }

    /** A line for each client and size. */
    public Path crowd() {
        return directory.resolve("crowd.tsv");
    }

    /** Where and when it ran. */
    public Path facts() {
        return directory.resolve("run.properties");
    }
}

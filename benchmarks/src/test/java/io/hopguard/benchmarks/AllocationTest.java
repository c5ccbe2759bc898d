package io.hopguard.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds what a call allocates to the figures of {@code allocation.tsv}. Each is counted in a JVM of its own, whose compiler
 * has seen nothing else and is waited for, and again when it is too much: the least counts, because what the compiler saves is
 * a matter of what it saw first.
 */
class AllocationTest {
    private static final String FIGURES = "/allocation.tsv";
    private static final double MOST_GROWTH = 1.05;
    private static final int TRIES = 3;

    @ParameterizedTest
    @ValueSource(strings = {"layer", "refused", "loopback"})
    void aCallAllocatesNoMoreThanItDid(String call) throws IOException, InterruptedException {
        long committed = committed(call);
        long most = (long) (committed * MOST_GROWTH);
        long least = Long.MAX_VALUE;
        for (int i = 0; i < TRIES && least > most; i++) {
            least = Math.min(least, counted(call));
        }
        assertThat(least)
                .as(
                        "bytes that the call '%s' allocates on Java %d; it was %d. If it is worth it, say so in the commit and"
                                + " put the new figure into src/test/resources%s",
                        call, Runtime.version().feature(), committed, FIGURES)
                .isBetween(1L, most);
    }

    /** The figure of the newest Java in the table that is no newer than this one. */
    private static long committed(String call) throws IOException {
        List<String> rows;
        try (InputStream in = AllocationTest.class.getResourceAsStream(FIGURES)) {
            rows = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        String[] head = rows.get(0).split("\t");
        String[] row = rows.stream()
                .map(line -> line.split("\t"))
                .filter(cells -> cells[0].equals(call))
                .findFirst()
                .orElseThrow();
        int column = 1;
        for (int i = 1; i < row.length; i++) {
            column = Integer.parseInt(head[i]) <= Runtime.version().feature() ? i : column;
        }
        return Long.parseLong(row[column]);
    }

    private static long counted(String call) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "-Xbatch",
                        "-XX:+UseSerialGC",
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AllocationCount.class.getName(),
                        call)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (InputStream out = process.getInputStream()) {
            String printed = new String(out.readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(process.waitFor()).as(printed).isZero();
            return Long.parseLong(printed.strip());
        }
    }
}

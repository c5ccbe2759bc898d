package io.hopguard.benchmarks.outage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Runs the whole simulation once, as its users do. */
class OutageReportTest {
    private static final Path COMMITTED = Path.of("..", "docs");

    @TempDir
    private static Path written;

    private static int exitCode;
    private static final StringWriter PROGRESS = new StringWriter();

    @BeforeAll
    static void write() {
        exitCode = OutageReport.commandLine().setErr(new PrintWriter(PROGRESS)).execute(written.toString());
    }

    @Test
    void theReportAndItsPicturesAreThoseThatAreCommitted() throws IOException {
        assertThat(exitCode).isZero();
        for (Path file : files(written)) {
            assertThat(COMMITTED.resolve(written.relativize(file)))
                    .as("run benchmarks/outage.sh docs, and look at what has changed")
                    .hasSameTextualContentAs(file)
                    .hasSameBinaryContentAs(file);
        }
        assertThat(files(COMMITTED.resolve("outage"))).hasSameSizeAs(Scenarios.all());
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void whatIsBeingDoneIsToldMeanwhile() {
        assertThat(PROGRESS.toString()).startsWith("black_hole ...").contains("three_layers ...");
    }

    @Test
    void someScenariosArePrintedAlone() {
        StringWriter out = new StringWriter();

        int code = OutageReport.commandLine()
                .setErr(new PrintWriter(PROGRESS))
                .setOut(new PrintWriter(out))
                .execute("--scenario", "one_big_spike");

        assertThat(code).isZero();
        assertThat(out.toString())
                .startsWith("one_big_spike\n\n| client | success |")
                .doesNotContain("half_502");
    }

    @Test
    void wrongUsageHasAnExitCodeOfItsOwn() {
        StringWriter err = new StringWriter();
        CommandLine program = OutageReport.commandLine().setErr(new PrintWriter(err));

        assertThat(program.execute("--scenario", "flood")).isEqualTo(2);
        assertThat(program.execute("--scenario", "half_502", "docs")).isEqualTo(2);
        assertThat(program.execute("--seed", "3", written.toString())).isEqualTo(2);
        assertThat(err.toString())
                .contains("must be one of all_502_60s, black_hole")
                .contains("leave DIRECTORY out")
                .contains("the report is that of 20261121");
    }
}

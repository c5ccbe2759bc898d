package io.hopguard.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.benchmarks.soak.Promise.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class SoakTest {
    private static final SoakPlan PLAN = new SoakPlan(1_000_000, 64, 0.05, 1);
    private static final Findings GOOD =
            new Findings(1_000_000, Map.of(), 0, 0, true, true, 10_000_000, 10_400_000, true, 0, List.of());

    @TempDir
    private Path directory;

    @Test
    void aSmallSoakKeepsItsPromisesAndWritesTheFiguresThatItPrints() throws IOException {
        Path report = directory.resolve("soak.txt");
        StringWriter out = new StringWriter();
        CommandLine program = SoakCommand.commandLine().setOut(new PrintWriter(out));

        int exitCode = program.execute("--calls", "2000", "--threads", "16", "--report", report.toString());

        assertThat(out.toString())
                .contains("2,000 calls by 16 threads")
                .contains("kept       no connections leased, client open: 0")
                .contains("not judged the heap")
                .doesNotContain("broken     ");
        assertThat(exitCode).isZero();
        assertThat(Files.readString(report)).isEqualTo(out.toString());
    }

    @Test
    void wrongUsageHasAnExitCodeOfItsOwn() {
        StringWriter err = new StringWriter();
        CommandLine program = SoakCommand.commandLine().setErr(new PrintWriter(err));

        assertThat(program.execute("--fault-share", "0.9")).isEqualTo(2);
        assertThat(err.toString()).contains("--fault-share: must be 0 to 0.5");
    }

    @Test
    void goodFindingsKeepEveryPromise() {
        assertThat(Promise.of(GOOD, PLAN)).extracting(Promise::verdict).containsOnly(Verdict.KEPT);
    }

    static List<Findings> badFindings() {
        return List.of(
                new Findings(999_999, Map.of(), 0, 0, true, true, 100, 100, true, 0, List.of()),
                new Findings(1_000_000, Map.of("what", 1L), 0, 0, true, true, 100, 100, true, 0, List.of()),
                new Findings(1_000_000, Map.of(), 1, 0, true, true, 100, 100, true, 0, List.of()),
                new Findings(1_000_000, Map.of(), 0, 1, true, true, 100, 100, true, 0, List.of()),
                new Findings(1_000_000, Map.of(), 0, 0, false, true, 100, 100, true, 0, List.of()),
                new Findings(1_000_000, Map.of(), 0, 0, true, false, 100, 100, true, 0, List.of()),
                new Findings(1_000_000, Map.of(), 0, 0, true, true, 100, 106, true, 0, List.of()),
                new Findings(1_000_000, Map.of(), 0, 0, true, true, 100, 94, true, 0, List.of()),
                new Findings(1_000_000, Map.of(), 0, 0, true, true, 100, 100, false, 0, List.of()),
                new Findings(1_000_000, Map.of(), 0, 0, true, true, 100, 100, true, 1, List.of()),
                new Findings(1_000_000, Map.of(), 0, 0, true, true, 100, 100, true, 0, List.of("hopguard-x")));
    }

    @ParameterizedTest
    @MethodSource("badFindings")
    void eachBadFindingBreaksOnePromise(Findings findings) {
        assertThat(Promise.of(findings, PLAN))
                .extracting(Promise::verdict)
                .containsOnlyOnce(Verdict.BROKEN)
                .contains(Verdict.KEPT);
    }
}

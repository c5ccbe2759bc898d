package io.hopguard.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerReportTest {
    @TempDir
    private Path directory;

    private static ResultFiles saved() throws URISyntaxException {
        return new ResultFiles(
                Path.of(PeerReportTest.class.getResource("/peers/jmh.json").toURI())
                        .getParent());
    }

    @Test
    void tellsMedianQuartilesRatioAndBytesOfEachPeerThatWasMeasured() throws Exception {
        assertThat(PeerReport.of(saved()))
                .contains("| HttpClient 5 | 22.0 | 21.3–22.8 | 1.00 | 10,596 |  |  |")
                .contains("| Hopguard | 20.5 | 20.0–21.0 | 0.93 | 7,401 | 30.5 | 8,000 |")
                .doesNotContain("| OkHttp | 0")
                .contains("| Hopguard |  |  | 80.0 |")
                .contains("| HttpClient 5 |  | 100.0 |  |")
                .contains("| resilience4j: retry, breaker, timer | 198 | 80 |");
    }

    @Test
    void tellsTheMachineTheCommandAndHowLongItTook() throws Exception {
        assertThat(PeerReport.of(saved()))
                .contains("    benchmarks/run.sh\n")
                .contains("2026-11-21; 2 cores, Linux; Java 17, for virtual threads openjdk 25. It took 13 min 02 s");
    }

    @Test
    void judgesEachTarget() throws Exception {
        assertThat(PeerReport.of(saved()))
                .contains("| a GET with everything on allocates at most 7,500 B | 7,401 B | met |")
                .contains("| and takes at most 1.00 of the time of bare HttpClient 5 | 0.93 | met |")
                .contains("take at most twice the ideal time | 2.10 times, 0 failed | **missed** |")
                .contains("| and leave the heap as it was, within 5 % | +1.0 % | met |");
    }

    @Test
    void countsTheRequestsOfTheOutage() throws Exception {
        assertThat(PeerReport.of(saved()))
                .contains("| HttpClient 5 | 1,000 | 1,000 | 1.00 | 1,000 | +0.0 % |")
                .contains("| Hopguard | 1,000 | 62 | 0.06 | 60 | +3.3 % |");
    }

    @Test
    void renewsTheTablesAndNothingElse() throws Exception {
        Path document = directory.resolve("benchmarks.md");
        Files.writeString(
                document,
                "before\n<!-- peers: begin (written by benchmarks/run.sh) -->\nold\n<!-- peers: end -->\nafter\n");

        PeerReport.renew(document, "new\n");

        assertThat(document)
                .hasContent("before\n<!-- peers: begin (written by benchmarks/run.sh) -->\n\nnew\n"
                        + "<!-- peers: end -->\nafter\n");
    }

    @Test
    void leavesADocumentWithoutMarksAlone() throws IOException {
        Path document = directory.resolve("other.md");
        Files.writeString(document, "text\n");

        assertThatThrownBy(() -> PeerReport.renew(document, "new\n")).hasMessageContaining("peers: begin");
        assertThat(document).hasContent("text\n");
    }

    @ParameterizedTest
    @CsvSource({
        "benchmarks/run.sh, true",
        "benchmarks/run.sh --minutes 4, true",
        "benchmarks/run.sh --quick, false",
        "'benchmarks/run.sh --peers HOPGUARD,OKHTTP', false"
    })
    void onlyARunOfAllClientsIsForTheDocument(String command, boolean ofAll) {
        assertThat(new Facts("", "", "", "", command, "", "").isOfAll()).isEqualTo(ofAll);
    }

    @Test
    void theTablesHaveAPlaceInTheDocuments() throws IOException {
        assertThat(Files.readString(Path.of("../docs/benchmarks.md")))
                .containsOnlyOnce("<!-- peers: begin (written by benchmarks/run.sh) -->\n")
                .containsOnlyOnce("<!-- peers: end -->\n");
    }

    @Test
    void quantilesLieBetweenNeighbours() {
        assertThat(Quantiles.of(List.of(4.0, 1.0, 2.0), 0.5)).isEqualTo(2);
        assertThat(Quantiles.of(List.of(4.0, 1.0), 0.25)).isEqualTo(1.75);
        assertThat(Quantiles.of(List.of(), 0.5)).isNaN();
    }
}

package io.hopguard.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private final StringWriter written = new StringWriter();
    private final Phase phase = new Phase("healthy", 1, Trouble.NONE);

    @Test
    void writesPlainLinesNowAndThenWhereNobodyWatches() {
        ProgressLine line = new ProgressLine(new PrintWriter(written), false);
        for (long millis = 0; millis <= 4_000; millis += 20) {
            line.at(millis * 1_000_000, phase, List.of());
        }
        line.end();
        assertThat(written.toString().lines()).hasSize(3);
        assertThat(written.toString().replace(System.lineSeparator(), "")).doesNotContainPattern("\\p{Cntrl}");
    }

    @Test
    void rewritesOneLineOnATerminal() {
        ProgressLine line = new ProgressLine(new PrintWriter(written), true);
        for (long millis = 0; millis <= 1_000; millis += 20) {
            line.at(millis * 1_000_000, phase, List.of());
        }
        line.end();
        assertThat(written.toString().strip().split("\r")).hasSize(4);
        assertThat(written.toString()).endsWith(System.lineSeparator()).containsOnlyOnce("\n");
    }
}

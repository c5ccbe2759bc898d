package io.hopguard.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DemoOptionsTest {
    @TempDir
    private Path directory;

    @Test
    void saysWhereItsMetricsAreAndDrawsThem() throws IOException {
        Path svg = directory.resolve("run.svg");
        Ran ran =
                Ran.program("demo", "--seconds", "2", "--metrics-port", "0", "--stay", "1ms", "--svg", svg.toString());
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out())
                .containsPattern("Metrics: http://127.0.0.1:[1-9][0-9]*/metrics")
                .contains("Drawn: " + svg);
        assertThat(Files.readString(svg)).startsWith("<svg").contains("Circuit breaker", "outage");
    }

    @Test
    void keepsStandardOutputForJson() throws IOException {
        Ran ran = Ran.program("demo", "--seconds", "2", "--metrics-port", "0", "--json");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.jsonLines()).hasSize(1);
        assertThat(ran.err()).contains("Metrics: http://127.0.0.1:");
    }

    @Test
    void refusesAPortThatSomebodyElseHas() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ran ran = Ran.program("demo", "--metrics-port", String.valueOf(taken.getLocalPort()));
            assertThat(ran.exitCode()).isEqualTo(ExitCode.USAGE.number());
            assertThat(ran.err())
                    .contains("--metrics-port " + taken.getLocalPort() + " cannot be had")
                    .contains("0 for any free port");
        }
    }

    @Test
    void refusesWhatIsNoPort() {
        assertRefused(
                "--metrics-port must be from 0 (any free port) to 65535, but is 70000", "--metrics-port", "70000");
        assertRefused("--metrics-port must be from 0 (any free port) to 65535, but is -1", "--metrics-port", "-1");
    }

    @Test
    void refusesToStayForNobody() {
        assertRefused("give --metrics-port PORT, too", "--stay", "30s");
    }

    @Test
    void refusesATimeThatIsNone() {
        assertRefused("'long' is not a duration", "--metrics-port", "0", "--stay", "long");
    }

    @Test
    void refusesAPictureThatCannotBeWrittenBeforeItRuns() {
        assertRefused(
                "there is no directory",
                "--svg",
                directory.resolve("none/run.svg").toString());
        assertRefused("cannot be written", "--svg", directory.toString());
    }

    private static void assertRefused(String why, String... options) {
        String[] args = new String[options.length + 1];
        args[0] = "demo";
        System.arraycopy(options, 0, args, 1, options.length);
        Ran ran = Ran.program(args);
        assertThat(ran.exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(ran.err()).contains(why);
    }

    @Test
    void explainsItsOptions() {
        Ran ran = Ran.program("demo", "--help");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).contains("--metrics-port=PORT", "--stay=DURATION", "--svg=FILE");
    }
}

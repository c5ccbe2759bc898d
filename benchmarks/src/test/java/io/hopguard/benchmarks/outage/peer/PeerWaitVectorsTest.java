package io.hopguard.benchmarks.outage.peer;

import static io.hopguard.benchmarks.outage.peer.PeerTable.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import io.hopguard.benchmarks.outage.peer.PeerTable.Row;
import io.hopguard.benchmarks.outage.peer.PollyDelay.Growth;
import io.hopguard.benchmarks.outage.peer.PollyDelay.Memory;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The waits of the others are those of their own tests and documents. */
class PeerWaitVectorsTest {
    private static final PeerTable TABLE = PeerTable.of("backoff_jitter");
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1000 * MILLI;
    private static final int CASES = 10_000;

    static Stream<Row> rows() {
        return TABLE.replayed();
    }

    @Test
    void notesAreAboutRowsOfTheTable() {
        TABLE.assertThatNotesAreAboutItsRows();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyWaitIsAsItsSourceSays(Row row) {
        String algorithm = row.get("algorithm");
        if (algorithm.startsWith("exponential (AWS)") || algorithm.startsWith("AWS 2026")) {
            aws(row);
        } else if (algorithm.startsWith("Polly")) {
            polly(row);
        } else if (algorithm.startsWith("Envoy")) {
            range(
                    row,
                    number(row.get("expected"), "^(\\d+)", -1),
                    random -> EnvoyRules.waitNanos(attempt(row), random) / MILLI);
        } else if (algorithm.startsWith("gRPC")) {
            grpc(row);
        } else if (algorithm.startsWith("decorrelated")) {
            decorrelated(row);
        } else if (algorithm.contains("jitter = ") || algorithm.startsWith("expo = ")) {
            jitter(row);
        } else {
            fail("nobody understands " + row);
        }
    }

    private static int attempt(Row row) {
        return (int) number(row.get("attempt"), "^(\\d+)$", -1);
    }

    private interface Wait {
        double millis(double random);
    }

    /** All waits lie in the range that is expected, and its ends are reached, but for rounding. */
    private static void range(Row row, double least, Wait wait) {
        double most = number(row.get("expected"), "-(\\d+) ms", least);
        assertThat(Stream.of(0.0, 0.25, 0.5, 0.75, 0.999999).map(wait::millis))
                .as(row.toString())
                .allMatch(millis -> millis >= least && millis <= most);
        assertThat(wait.millis(0)).as(row.toString()).isEqualTo(least);
        assertThat(wait.millis(0.999999)).as(row.toString()).isCloseTo(most, within(1.0));
    }

    private static void aws(Row row) {
        String with = row.get("parameters");
        long base = (long) number(with, "base (\\d+) ms", -1) * MILLI;
        double cap = with.contains(" ms, cap") || with.contains("cap 100 ms")
                ? number(with, "cap (\\d+) ms", -1) * MILLI
                : number(with, "cap (\\d+) s", 20) * SECOND;
        double jitter = number(with, "jitter ([0-9.]+)", 0);
        range(
                row,
                number(row.get("expected"), "^(\\d+)", -1),
                random -> (double) AwsRules.waitNanos(base, (long) cap, attempt(row), jitter, random) / MILLI);
    }

    private static void polly(Row row) {
        String algorithm = row.get("algorithm");
        Growth growth = algorithm.contains("constant") || algorithm.contains("jitter property")
                ? Growth.CONSTANT
                : algorithm.contains("linear") ? Growth.LINEAR : Growth.EXPONENTIAL;
        boolean jitter = algorithm.contains("jitter") || algorithm.contains("decorrelated");
        double fixed = number(row.get("random"), "^([0-9.]+)$", Double.NaN);
        if (algorithm.contains("property")) {
            pollyProperty(growth);
        } else if (row.get("expected").startsWith("> 0 and <=")) {
            assertThat(new PollyDelay(growth, true, SECOND, 30 * SECOND).nanos(attempt(row), 0.5, new Memory()))
                    .as(row.toString())
                    .isBetween(1L, 30 * SECOND);
        } else {
            PollyDelay delay = new PollyDelay(growth, jitter, SECOND, Long.MAX_VALUE);
            double expected = number(row.get("expected"), "^([0-9.]+) s", -1);
            assertThat(delay.nanos(attempt(row), Double.isNaN(fixed) ? 0 : fixed, new Memory()))
                    .as(row.toString())
                    .isCloseTo((long) (expected * SECOND), within(1L));
        }
    }

    private static void pollyProperty(Growth growth) {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < CASES; i++) {
            long base = 1 + random.nextInt(60_000) * MILLI;
            int attempt = random.nextInt(20);
            PollyDelay delay = new PollyDelay(growth, true, base, Long.MAX_VALUE);
            Memory memory = new Memory();
            double most = growth == Growth.CONSTANT ? 1.25 * base : base * StrictMath.pow(2, attempt) * 4;
            long wait = -1;
            for (int before = growth == Growth.CONSTANT ? attempt : 0; before <= attempt; before++) {
                wait = delay.nanos(before, random.nextDouble(), memory);
            }
            assertThat((double) wait).isBetween(growth == Growth.CONSTANT ? 0.75 * base - 1 : 0, most + 1);
        }
    }

    private static void grpc(Row row) {
        assertThat(row.get("expected")).startsWith("[0.8,1.2]*init");
        GrpcRules rules = new GrpcRules(4, 100 * MILLI, SECOND, 2);
        double middle = row.get("expected").endsWith("mult") ? 200 : 100;
        assertThat((double) rules.waitNanos(attempt(row), 0) / MILLI).isEqualTo(0.8 * middle);
        assertThat((double) rules.waitNanos(attempt(row), 1) / MILLI).isEqualTo(1.2 * middle);
    }

    private static void decorrelated(Row row) {
        double base = number(row.get("parameters"), "base (\\d+)", -1);
        double cap = number(row.get("parameters"), "cap (\\d+)", 2000);
        boolean lowest = row.get("algorithm").contains("lower bound");
        double wait = base;
        for (int step = 1; step <= (lowest ? CASES : attempt(row)); step++) {
            wait = FinagleRetries.nextWait(base, cap, wait, lowest ? 0 : 1);
            assertThat(wait).isGreaterThanOrEqualTo(base);
        }
        assertThat(wait).as(row.toString()).isEqualTo(number(row.get("expected"), "^(\\d+)", -1));
    }

    /** Full, equal and no jitter are AWS's rule with 1, a half and 0. */
    private static void jitter(Row row) {
        String algorithm = row.get("algorithm");
        double share = algorithm.startsWith("full") ? 1 : algorithm.startsWith("equal") ? 0.5 : 0;
        double base = number(row.get("parameters"), "base (\\d+)", -1);
        double cap = number(row.get("parameters"), "cap (\\d+)", -1);
        double[] expected = Arrays.stream(row.get("expected").split(" / "))
                .mapToDouble(Double::parseDouble)
                .toArray();
        for (int i = 0; i < expected.length; i++) {
            double random = expected.length == 1 ? 0 : i / 2.0;
            double wait = AwsRules.waitNanos((long) base * MILLI, (long) cap * MILLI, attempt(row) + 1, share, random);
            assertThat(wait / MILLI).as(row.toString()).isEqualTo(expected[i]);
        }
    }
}

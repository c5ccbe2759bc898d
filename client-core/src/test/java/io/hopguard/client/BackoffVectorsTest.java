package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.hopguard.client.internal.retry.Backoff;
import io.hopguard.client.policy.Jitter;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Delays that other clients' tests and papers prescribe. */
class BackoffVectorsTest {
    private static final VectorTable TABLE = VectorTable.of("backoff_jitter");
    private static final Pattern NUMBER = Pattern.compile("[0-9][0-9,]*(?:\\.[0-9]+)?");
    private static final Pattern BASE = Pattern.compile("(?:base|factor|min|^) ?([0-9.]+) ?(ms|s)?");
    private static final Pattern MOST = Pattern.compile("(?:cap|max) ([0-9.,]+) ?(ms|s)?");
    private static final Pattern FORMS = Pattern.compile(
            "(urllib3|go-retryablehttp|exponential|AWS 2026|Polly exponential|resilience4j (interval|exponential)"
                    + "|Envoy full jitter|full jitter|equal jitter|expo =|ours).*");

    static Stream<VectorTable.Row> rows() {
        return TABLE.replayed();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void delaysAsTheRowSays(VectorTable.Row row) {
        String expected = row.get("expected");
        if (expected.startsWith("rejected")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Rig()
                            .with(b -> b.retry(retry -> retry.backoff(rejected(row), Duration.ofSeconds(1))))
                            .client());
        } else if (expected.startsWith("largest 10 ms bucket")) {
            assertThatRetriesAreSpread();
        } else if (row.get("random").equals("any")) {
            assertThatDelaysAreWithin(row);
        } else {
            assertThatDelaysAre(row);
        }
    }

    private static Duration rejected(VectorTable.Row row) {
        return Duration.ofMillis(row.get("parameters").equals("negative") ? -1 : 0);
    }

    private static void assertThatDelaysAre(VectorTable.Row row) {
        String[] randoms = row.get("random").equals("-")
                ? new String[] {"1"}
                : row.get("random").split(" / ");
        String[] expected = row.get("expected").replaceFirst(";.*", "").split(" / ");
        assertThat(expected).hasSameSizeAs(randoms);
        for (int i = 0; i < randoms.length; i++) {
            long delay = backoff(row).nanos(retry(row), Double.parseDouble(randoms[i]));
            assertThat(delay).isCloseTo(nanos(expected[i], unit(expected[i])), within(1L));
        }
    }

    private static void assertThatDelaysAreWithin(VectorTable.Row row) {
        Matcher range =
                Pattern.compile("(?:> )?([0-9]+)(?: and <= |-)([0-9]+) (ms|s)").matcher(row.get("expected"));
        assertThat(range.matches()).isTrue();
        for (double random : new double[] {0, 0.01, 0.5, 0.96}) {
            assertThat(backoff(row).nanos(retry(row), random))
                    .isBetween(nanos(range.group(1), range.group(3)), nanos(range.group(2), range.group(3)))
                    .matches(delay -> delay > 0 || !row.get("expected").startsWith(">"));
        }
    }

    private static void assertThatRetriesAreSpread() {
        Random random = new Random(42);
        Backoff backoff = new Backoff(1_000_000_000, 2_000_000_000, Jitter.FULL);
        long[] delays = LongStream.range(0, 1000)
                .map(client -> backoff.nanos(1, random.nextDouble()))
                .toArray();
        int[] buckets = new int[100];
        Arrays.stream(delays).forEach(delay -> buckets[(int) (delay / 10_000_000)]++);
        assertThat(Arrays.stream(buckets).max().orElseThrow()).isLessThanOrEqualTo(30);
        assertThat(Arrays.stream(delays).average().orElseThrow()).isCloseTo(5e8, within(0.25e8));
    }

    private static Backoff backoff(VectorTable.Row row) {
        String parameters = row.get("parameters");
        Matcher base = BASE.matcher(parameters);
        Matcher most = MOST.matcher(parameters);
        long baseNanos = base.find() ? nanos(base.group(1), base.group(2)) : 1_000_000_000;
        long maxNanos = most.find() ? nanos(most.group(1), most.group(2)) : Long.MAX_VALUE / 4;
        return new Backoff(baseNanos, maxNanos, jitter(row));
    }

    private static Jitter jitter(VectorTable.Row row) {
        String algorithm = row.get("algorithm");
        if (algorithm.startsWith("equal") || algorithm.startsWith("Polly") && algorithm.contains("jitter")) {
            return Jitter.EQUAL;
        }
        return row.get("random").equals("-") ? Jitter.NONE : Jitter.FULL;
    }

    /** Ours count from 1; some count retries from 0. */
    private static int retry(VectorTable.Row row) {
        String attempt = row.get("attempt");
        if (attempt.equals("large")) {
            return 1_000;
        }
        boolean fromZero = row.get("algorithm").matches("(go-retry|Polly|full|equal|expo =).*");
        return Integer.parseInt(attempt) + (fromZero ? 1 : 0);
    }

    private static String unit(String text) {
        return text.contains(" ms") || !text.contains(" s") ? "ms" : "s";
    }

    private static long nanos(String number, String unit) {
        Matcher digits = NUMBER.matcher(number);
        assertThat(digits.find()).as(number).isTrue();
        double value = Double.parseDouble(digits.group().replace(",", ""));
        return Math.round(value * ("s".equals(unit) ? 1e9 : 1e6));
    }

    @Test
    void everyRowIsReplayedOrListed() {
        TABLE.assertThatEveryRowIsReplayedOrListed(
                row -> FORMS.matcher(row.get("algorithm")).matches());
    }
}

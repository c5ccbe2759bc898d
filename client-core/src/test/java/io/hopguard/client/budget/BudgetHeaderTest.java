package io.hopguard.client.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Budgets that others wrote are read strictly, and none that is read or written gains time. */
class BudgetHeaderTest {
    private static final long LIMIT = Long.MAX_VALUE / 4;
    private static final String LETTERS = "0123456789012345678901234567890123456789HMSmunx.+-, e\u0663\uff11\u0000";
    private static final Map<Character, Long> GRPC_UNITS = Map.of(
            'H', 3_600_000_000_000L, 'M', 60_000_000_000L, 'S', 1_000_000_000L, 'm', 1_000_000L, 'u', 1_000L, 'n', 1L);

    @ParameterizedTest
    @CsvSource({
        "X_TIMEOUT_BUDGET_MS, 0, 0",
        "X_TIMEOUT_BUDGET_MS, 1990, 1990000000",
        "X_TIMEOUT_BUDGET_MS, 0007, 7000000",
        "X_ENVOY_EXPECTED_RQ_TIMEOUT_MS, 15, 15000000",
        "GRPC_TIMEOUT, 1H, 3600000000000",
        "GRPC_TIMEOUT, 2M, 120000000000",
        "GRPC_TIMEOUT, 3S, 3000000000",
        "GRPC_TIMEOUT, 4m, 4000000",
        "GRPC_TIMEOUT, 5u, 5000",
        "GRPC_TIMEOUT, 99999999n, 99999999",
        "EXPECT_WITHIN, 2, 2000000000",
        "EXPECT_WITHIN, 1.5, 1500000000",
        "EXPECT_WITHIN, 0.0000000019, 1"
    })
    void aValueIsReadInNanoseconds(BudgetHeader header, String value, long nanos) {
        assertThat(header.decode(value)).isEqualTo(nanos);
    }

    @ParameterizedTest
    @CsvSource({
        "X_TIMEOUT_BUDGET_MS, ''",
        "X_TIMEOUT_BUDGET_MS, -1",
        "X_TIMEOUT_BUDGET_MS, +1",
        "X_TIMEOUT_BUDGET_MS, ' 1'",
        "X_TIMEOUT_BUDGET_MS, 1.5",
        "X_TIMEOUT_BUDGET_MS, '1, 2'",
        "X_TIMEOUT_BUDGET_MS, 1e3",
        "X_TIMEOUT_BUDGET_MS, \u0661",
        "X_ENVOY_EXPECTED_RQ_TIMEOUT_MS, 15ms",
        "GRPC_TIMEOUT, S",
        "GRPC_TIMEOUT, 1",
        "GRPC_TIMEOUT, 1s",
        "GRPC_TIMEOUT, 123456789m",
        "GRPC_TIMEOUT, \uff11S",
        "EXPECT_WITHIN, .5",
        "EXPECT_WITHIN, 1.",
        "EXPECT_WITHIN, 1.2.3",
        "EXPECT_WITHIN, .",
        "EXPECT_WITHIN, -0.5"
    })
    void anythingElseIsMalformed(BudgetHeader header, String value) {
        assertThat(header.decode(value)).isEqualTo(BudgetHeader.MALFORMED);
    }

    @ParameterizedTest
    @EnumSource
    void aRandomValueIsReadAsItsGrammarSaysOrRefused(BudgetHeader header) {
        Random random = new Random(42);
        int wellFormed = 0;
        for (int i = 0; i < 200_000; i++) {
            String value = anything(random);
            long expected = expected(header, value);
            wellFormed += expected >= 0 ? 1 : 0;
            assertThat(header.decode(value)).as(value).isEqualTo(expected);
        }
        assertThat(wellFormed).isBetween(5_000, 195_000);
    }

    @ParameterizedTest
    @EnumSource
    void aRoundTripNeverGainsTimeAndLosesLessThanItsUnit(BudgetHeader header) {
        Random random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            long nanos = random.nextLong(1L << random.nextInt(1, 62));
            long read = header.decode(header.encode(nanos));
            assertThat(read).as("%s ns", nanos).isBetween(0L, nanos);
            if (nanos < 99_999_999_000_000L) {
                assertThat(nanos - read).as("%s ns", nanos).isLessThan(1_000_000);
            }
        }
        assertThat(header.decode(header.encode(-5))).isZero();
        assertThat(header.decode(header.encode(Long.MAX_VALUE))).isBetween(0L, LIMIT);
    }

    @Test
    void aHugeNumberSaturates() {
        String huge = "9".repeat(1_000_000);
        assertThat(BudgetHeader.X_TIMEOUT_BUDGET_MS.decode(huge)).isEqualTo(LIMIT);
        assertThat(BudgetHeader.EXPECT_WITHIN.decode(huge + "." + huge)).isEqualTo(LIMIT);
        assertThat(BudgetHeader.X_TIMEOUT_BUDGET_MS.decode("18446744073709551617")) // 2^64 + 1
                .isEqualTo(LIMIT);
        assertThat(BudgetHeader.GRPC_TIMEOUT.decode("99999999H")).isEqualTo(LIMIT);
        assertThat(BudgetHeader.GRPC_TIMEOUT.decode(huge + "H")).isEqualTo(BudgetHeader.MALFORMED);
    }

    private static String anything(Random random) {
        int likely = random.nextInt(3);
        int letters = likely == 0 ? LETTERS.length() : 40;
        StringBuilder value = new StringBuilder();
        for (int left = random.nextInt(likely == 1 ? 9 : 24); left > 0; left--) {
            value.append(LETTERS.charAt(random.nextInt(letters)));
        }
        if (random.nextBoolean()) {
            value.append(random.nextBoolean() ? "." + random.nextInt(1_000) : "HMSmun".charAt(random.nextInt(6)));
        }
        return value.toString();
    }

    /** The same by other means: expressions and numbers without limits. */
    private static long expected(BudgetHeader header, String value) {
        return switch (header) {
            case X_TIMEOUT_BUDGET_MS, X_ENVOY_EXPECTED_RQ_TIMEOUT_MS ->
                Pattern.matches("[0-9]+", value) ? nanos(value, 1_000_000) : -1;
            case GRPC_TIMEOUT ->
                Pattern.matches("[0-9]{1,8}[HMSmun]", value)
                        ? nanos(
                                value.substring(0, value.length() - 1),
                                GRPC_UNITS.get(value.charAt(value.length() - 1)))
                        : -1;
            case EXPECT_WITHIN -> Pattern.matches("[0-9]+([.][0-9]+)?", value) ? nanos(value, 1_000_000_000) : -1;
        };
    }

    private static long nanos(String number, long unit) {
        BigInteger exact = new BigDecimal(number)
                .multiply(BigDecimal.valueOf(unit))
                .setScale(0, RoundingMode.DOWN)
                .toBigInteger();
        return exact.min(BigInteger.valueOf(LIMIT)).longValueExact();
    }
}

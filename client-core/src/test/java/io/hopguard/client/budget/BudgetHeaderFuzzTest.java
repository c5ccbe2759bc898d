package io.hopguard.client.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.fuzz.Fuzz;
import io.hopguard.client.fuzz.Growth;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Budgets from strangers. */
class BudgetHeaderFuzzTest {
    private static final long LARGEST = Long.MAX_VALUE / 4;
    private static final long MILLI = 1_000_000;

    private static final Fuzz VALUES = Fuzz.of(
                    "0",
                    "1500",
                    "250m",
                    "10S",
                    "99999999H",
                    "1.5",
                    "0.001",
                    "9223372036854775807",
                    "1H",
                    "5u",
                    "7n",
                    "1e3",
                    "-1",
                    "+1",
                    " 1")
            .with(BudgetHeaderFuzzTest::number);

    private static String number(SplittableRandom random) {
        return (random.nextLong() >>> random.nextInt(1, 64))
                + Fuzz.oneOf(random, "", "", "m", "S", ".5", ".000000001", "H", "M", "u", "n");
    }

    @ParameterizedTest
    @EnumSource
    void aBudgetIsMalformedOrSomeTimeNeverNegative(BudgetHeader header) {
        VALUES.run(60_000, value -> {
            long nanos = header.decode(value);
            assertThat(nanos == BudgetHeader.MALFORMED || nanos >= 0 && nanos <= LARGEST)
                    .as("%s ns", nanos)
                    .isTrue();
        });
    }

    /** Never more than there is, and less by what the unit cannot say only. */
    @ParameterizedTest
    @EnumSource
    void whatIsWrittenReadsBackAsNoMore(BudgetHeader header) {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 20_000; i++) {
            long nanos = (random.nextLong() >>> random.nextInt(1, 64)) / 4;
            long back = header.decode(header.encode(nanos));
            assertThat(back).isBetween(0L, nanos);
            boolean coarse = header == BudgetHeader.GRPC_TIMEOUT && nanos / MILLI > 99_999_999;
            assertThat(coarse || nanos - back < MILLI)
                    .as("%s ns came back as %s", nanos, back)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingTakesMoreThanLinearTime(BudgetHeader header) {
        Growth.isLinear(header::decode, "", "1.");
    }
}

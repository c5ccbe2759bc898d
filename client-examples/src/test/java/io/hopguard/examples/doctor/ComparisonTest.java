package io.hopguard.examples.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.diagnosis.Diagnosis;
import io.hopguard.examples.doctor.Comparison.Relation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {
    private static final Leg GOOD = Made.leg(Made.answer(200, 10, "Content-Type", "text/plain"));
    private static final Leg BAD = Made.leg(Made.answer(502, 10));

    @Test
    void tellsWhichWayFails() {
        assertThat(Comparison.of(BAD, GOOD).relation()).isEqualTo(Relation.ONLY_THROUGH_FAILS);
        assertThat(Comparison.of(GOOD, BAD).relation()).isEqualTo(Relation.ONLY_DIRECT_FAILS);
        assertThat(Comparison.of(BAD, BAD).relation()).isEqualTo(Relation.BOTH_FAIL);
        assertThat(Comparison.of(GOOD, GOOD).relation()).isEqualTo(Relation.SAME);
        assertThat(Comparison.of(BAD, GOOD).differences())
                .containsExactly(
                        "through: the attempt failed: status 502",
                        "direct: status 200",
                        "median time 10 ms through the gateway, 10 ms directly");
    }

    @Test
    void failureNowAndThenIsBlamedOnTheGatewayWithLessCertainty() {
        Leg flaky = Made.leg(Made.answer(200, 10), Made.answer(502, 10), Made.answer(200, 10));

        assertThat(Comparison.of(flaky, GOOD).relation()).isEqualTo(Relation.SOMETIMES_THROUGH_FAILS);
        assertThat(Relation.SOMETIMES_THROUGH_FAILS.words()).contains("probably");
        assertThat(Comparison.of(flaky, flaky).relation()).isEqualTo(Relation.BOTH_FAIL);
        assertThat(Comparison.of(GOOD, flaky).relation()).isEqualTo(Relation.ONLY_DIRECT_FAILS);
        assertThat(Comparison.of(flaky, GOOD).differences().get(0))
                .isEqualTo("through: 1 of 3 attempts failed: status 502");
    }

    private static Leg thrice(int status, long millis) {
        return Made.leg(Made.answer(status, millis), Made.answer(status, millis), Made.answer(status, millis));
    }

    @ParameterizedTest
    @CsvSource({"504, 2_002, 6_010", "504, 300, 310", "524, 1_900, 2_000", "502, 2_002, 6_010", "503, 1_300, 6_000"})
    void applicationThatTakesLongerThanTheGatewayWaitedIsNotAcquitted(int status, String gaveUp, String took) {
        Comparison comparison = Comparison.of(thrice(status, millis(gaveUp)), thrice(200, millis(took)));

        assertThat(comparison.relation()).isEqualTo(Relation.TOO_SLOW);
        assertThat(comparison.step().result()).isEqualTo(Result.FAIL);
        assertThat(comparison.step().summary())
                .isEqualTo("the application takes " + Words.time(millis(took) * 1_000_000)
                        + " directly, the gateway gave up after " + Words.time(millis(gaveUp) * 1_000_000)
                        + ": it is slow, or the timeout too short");
    }

    @ParameterizedTest
    @CsvSource({"502, 12, 50", "503, 900, 6_000", "404, 2_000, 6_000", "502, 2_000, 10"})
    void failureThatIsNoQuestionOfTimeStaysBetween(int status, String failed, String took) {
        assertThat(Comparison.of(thrice(status, millis(failed)), thrice(200, millis(took)))
                        .relation())
                .isEqualTo(Relation.ONLY_THROUGH_FAILS);
    }

    @Test
    void timeoutOfTheGatewayBeforeAFastApplicationIsToldWithBothTimes() {
        Comparison comparison = Comparison.of(thrice(504, 2_000), thrice(200, 10));

        assertThat(comparison.relation()).isEqualTo(Relation.TIMED_OUT);
        assertThat(comparison.words())
                .startsWith("the application takes 10 ms directly, the gateway gave up after 2.00 s: ")
                .contains("cannot connect", "slow now and then");
    }

    @Test
    void applicationThatIsSlowNowAndThenIsMeasuredByItsSlowestAnswer() {
        Leg through = Made.leg(Made.answer(200, 10), Made.answer(504, 2_000), Made.answer(200, 10));
        Leg direct = Made.leg(Made.answer(200, 10), Made.answer(200, 10), Made.answer(200, 6_000));

        assertThat(Comparison.of(through, direct).words())
                .startsWith("the application takes up to 6.00 s directly, the gateway gave up after 2.00 s");
    }

    @Test
    void ownLimitIsNotTakenForTheGateways() {
        Leg through = Made.leg(Made.failed("deadline_exceeded", 10_000, Diagnosis.unknown()));

        assertThat(Comparison.of(through, thrice(200, 9_990)).relation()).isEqualTo(Relation.ONLY_THROUGH_FAILS);
    }

    private static long millis(String text) {
        return Long.parseLong(text.replace("_", ""));
    }

    @Test
    void callsTheGatewaySlowerOnlyWhereThatMatters() {
        assertThat(Comparison.of(Made.leg(Made.answer(200, 400)), Made.leg(Made.answer(200, 100))))
                .satisfies(found -> assertThat(found.relation()).isEqualTo(Relation.SLOWER))
                .satisfies(
                        found -> assertThat(found.differences()).anyMatch(line -> line.endsWith("slower by 300 ms")));
        assertThat(Comparison.of(Made.leg(Made.answer(200, 60)), Made.leg(Made.answer(200, 10)))
                        .relation())
                .isEqualTo(Relation.SAME);
        assertThat(Comparison.of(Made.leg(Made.answer(200, 1_200)), Made.leg(Made.answer(200, 1_000)))
                        .relation())
                .isEqualTo(Relation.SAME);
    }

    @Test
    void namesWhatDiffersBetweenGoodAnswers() {
        Leg other = Made.leg(Made.answer(204, 10, "X-Debug", "1"));
        Comparison comparison = Comparison.of(GOOD, other);

        assertThat(comparison.relation()).isEqualTo(Relation.DIFFERENT);
        assertThat(comparison.differences())
                .contains(
                        "status 200 through the gateway, 204 directly",
                        "Content-Type text/plain through the gateway, none directly",
                        "headers only through the gateway: Content-Type",
                        "headers only directly: X-Debug");
    }
}

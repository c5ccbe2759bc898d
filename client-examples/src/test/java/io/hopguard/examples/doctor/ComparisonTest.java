package io.hopguard.examples.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.examples.doctor.Comparison.Relation;
import org.junit.jupiter.api.Test;

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
                .containsExactly("through: the attempt failed: status 502", "direct: status 200");
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

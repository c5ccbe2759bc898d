package io.hopguard.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.benchmarks.peer.PeerKind;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTest {
    private static final List<PeerKind> PEERS = List.of(PeerKind.values());

    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final Duration WHOLE = Duration.ofMinutes(14);

    @Test
    void measuresEachModeOnceBeforeAnyOfThemAgain() {
        List<Mode> rounds = Plan.within(WHOLE, true, PEERS).rounds();

        assertThat(EnumSet.copyOf(rounds.subList(0, Mode.values().length))).isEqualTo(EnumSet.allOf(Mode.class));
    }

    @Test
    void measuresOneThreadFiveTimes() {
        assertThat(Plan.within(WHOLE, true, PEERS).rounds())
                .filteredOn(Mode.GET_1::equals)
                .hasSize(5);
    }

    @Test
    void theWholePlanIsExpectedToTakeLessThanAQuarterOfAnHour() {
        Plan plan = Plan.within(QUARTER, true, PEERS);

        assertThat(plan.lengths()).isEqualTo(Plan.Lengths.WHOLE);
        assertThat(plan.expected()).isLessThan(WHOLE);
        assertThat(plan.crowd()).isTrue();
        assertThat(plan.outageCalls()).isEqualTo(1_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6, 8, 10, 12, 14})
    void keepsToTheMinutesThatItIsGivenAndMeasuresEachModeInThem(int minutes) {
        Plan plan = Plan.within(Duration.ofMinutes(minutes), true, PEERS);

        assertThat(plan.expected()).isLessThanOrEqualTo(Duration.ofMinutes(minutes));
        assertThat(plan.rounds()).containsAll(EnumSet.allOf(Mode.class));
        assertThat(plan.crowd()).isTrue();
    }

    @Test
    void isQuickWhereNothingFits() {
        assertThat(Plan.within(Duration.ofMinutes(1), true, PEERS)).isEqualTo(Plan.quick(true, PEERS));
    }

    @Test
    void leavesVirtualThreadsOutWhereThereAreNone() {
        Plan plan = Plan.within(WHOLE, false, PEERS);

        assertThat(plan.rounds()).isNotEmpty().noneMatch(Mode::virtual);
        assertThat(plan.crowd()).isFalse();
    }

    @Test
    void isQuickWhenAsked() {
        Plan quick = Plan.quick(true, PEERS);

        assertThat(quick.forks()).isEqualTo(Mode.values().length * PEERS.size());
        assertThat(quick.lengths()).isEqualTo(Plan.Lengths.QUICK);
        assertThat(quick.expected()).isLessThan(Duration.ofMinutes(4));
    }

    @Test
    void asksOnlyAJavaThatWarnsNotToWarn() {
        assertThat(JavaProgram.quietly("openjdk 25.0.3 2026-04-21 LTS")).hasSize(2);
        assertThat(JavaProgram.quietly("21.0.1+12")).isEmpty();
        assertThat(JavaProgram.quietly("17.0.15+6")).isEmpty();
    }

    @Test
    void beginsNoRoundThatDoesNotFit() {
        assertThat(new Clock(Duration.ofHours(1)).hasRoomFor(14)).isTrue();
        assertThat(new Clock(Duration.ZERO).hasRoomFor(14)).isFalse();
    }
}

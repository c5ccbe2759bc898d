package io.hopguard.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.benchmarks.peer.PeerKind;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final List<PeerKind> PEERS = List.of(PeerKind.values());

    @Test
    void measuresEachModeOnceBeforeAnyOfThemAgain() {
        List<Mode> rounds = Plan.of(false, true, PEERS).rounds();

        assertThat(EnumSet.copyOf(rounds.subList(0, Mode.values().length))).isEqualTo(EnumSet.allOf(Mode.class));
    }

    @Test
    void measuresOneThreadFiveTimes() {
        assertThat(Plan.of(false, true, PEERS).rounds())
                .filteredOn(Mode.GET_1::equals)
                .hasSize(5);
    }

    @Test
    void leavesVirtualThreadsOutWhereThereAreNone() {
        assertThat(Plan.of(false, false, PEERS).rounds()).isNotEmpty().noneMatch(Mode::virtual);
    }

    @Test
    void isQuickWhenAsked() {
        Plan quick = Plan.of(true, true, PEERS);

        assertThat(quick.forks()).isEqualTo(Mode.values().length * PEERS.size());
        assertThat(quick.lengths()).isEqualTo(Plan.Lengths.QUICK);
    }

    @Test
    void beginsNoRoundThatDoesNotFit() {
        assertThat(new Clock(Duration.ofHours(1)).hasRoomFor(14)).isTrue();
        assertThat(new Clock(Duration.ZERO).hasRoomFor(14)).isFalse();
    }
}

package io.hopguard.examples.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.hopguard.client.error.Phase;
import io.hopguard.examples.doctor.Waterfall.Bar;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WaterfallTest {

    @Test
    void barsFollowEachOtherOnOneScale() {
        Trial longer = Made.timed(100, Map.of(Phase.DNS, 20L, Phase.CONNECT, 30L, Phase.RESPONSE, 50L));
        Trial shorter = Made.timed(50, Map.of(Phase.RESPONSE, 50L));
        Waterfall waterfall = Waterfall.of(List.of(Made.leg(longer, shorter)));

        assertThat(waterfall.longestNanos()).isEqualTo(100_000_000);
        assertThat(waterfall.rows().get(0).bars())
                .extracting(Bar::segment, Bar::x, Bar::width)
                .containsExactly(
                        tuple(Segment.DNS, 0.0, 200.0),
                        tuple(Segment.CONNECT, 200.0, 300.0),
                        tuple(Segment.WAIT, 500.0, 500.0));
        assertThat(waterfall.rows().get(1).bars())
                .singleElement()
                .satisfies(bar -> assertThat(bar.width()).isCloseTo(500, within(0.1)));
    }

    @Test
    void timeOfNoPhaseIsShownAsOther() {
        Trial trial = Made.timed(100, Map.of(Phase.CONNECT, 40L));

        assertThat(Waterfall.of(List.of(Made.leg(trial))).rows().get(0).bars())
                .extracting(Bar::segment, Bar::nanos)
                .containsExactly(tuple(Segment.CONNECT, 40_000_000L), tuple(Segment.OTHER, 60_000_000L));
    }

    @Test
    void noBarLeavesThePage() {
        Trial trial = Made.timed(100_000, Map.of(Phase.RESPONSE, 100_000L, Phase.BODY, 1L));

        assertThat(Waterfall.of(List.of(Made.leg(trial))).rows().get(0).bars())
                .allSatisfy(bar -> assertThat(bar.x() + bar.width()).isLessThanOrEqualTo(Waterfall.WIDTH))
                .allSatisfy(bar -> assertThat(bar.width()).isGreaterThanOrEqualTo(3));
    }

    @Test
    void attemptsWithoutAnyTimeDrawNothing() {
        assertThat(Waterfall.of(List.of(Made.leg(Made.timed(0, Map.of()))))
                        .rows()
                        .get(0)
                        .bars())
                .isEmpty();
    }
}

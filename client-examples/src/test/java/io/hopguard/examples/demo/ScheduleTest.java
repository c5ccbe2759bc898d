package io.hopguard.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private final Schedule schedule = Schedule.badMinute(Duration.ofSeconds(20));

    @Test
    void fillsItsLength() {
        assertThat(schedule.phases().stream().mapToDouble(Phase::share).sum()).isCloseTo(1, within(1e-9));
    }

    @Test
    void isInAPhaseFromItsStartToTheStartOfTheNext() {
        for (int i = 0; i < schedule.phases().size(); i++) {
            assertThat(schedule.phaseAt(schedule.startNanos(i))).isEqualTo(i);
            assertThat(schedule.phaseAt(Math.max(0, schedule.startNanos(i) - 1)))
                    .isEqualTo(Math.max(0, i - 1));
        }
    }

    @Test
    void staysInTheLastPhaseAfterItsEnd() {
        assertThat(schedule.phaseAt(Long.MAX_VALUE)).isEqualTo(schedule.phases().size() - 1);
    }

    @Test
    void drawsTheSameLuckForTheSameTryOfTheSameOrder() {
        Trouble trouble = new Trouble(true, 0.3, 0.3);
        for (int order = 0; order < 100; order++) {
            assertThat(Fate.of(trouble, 5, order, 1)).isEqualTo(Fate.of(trouble, 5, order, 1));
        }
    }

    @Test
    void drawsAsManyFatesAsTheSharesSay() {
        Trouble trouble = new Trouble(true, 0.1, 0.2);
        assertThat(share(trouble, Fate.SLOW)).isCloseTo(0.1, within(0.01));
        assertThat(share(trouble, Fate.CUT)).isCloseTo(0.2, within(0.01));
        assertThat(share(Trouble.NONE, Fate.ANSWERED)).isEqualTo(1);
    }

    private static double share(Trouble trouble, Fate fate) {
        long drawn = IntStream.range(0, 20_000)
                .filter(order -> Fate.of(trouble, 1, order, 0) == fate)
                .count();
        return drawn / 20_000.0;
    }
}

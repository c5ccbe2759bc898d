package io.hopguard.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.examples.demo.Figures.PhaseFigures;
import io.hopguard.examples.demo.Outcome.Failure;
import io.hopguard.examples.demo.Outcome.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private static final long MILLI = 1_000_000;

    @Test
    void countsCallsByTheirResult() {
        Figures figures = Figures.of(
                List.of(right(0, 0, 5), right(0, 10, 15), wrong(0, 20, 25), failed(0, 30, 35)), List.of(6), 0);
        assertThat(figures.calls()).isEqualTo(4);
        assertThat(figures.succeeded()).isEqualTo(2);
        assertThat(figures.wrongAnswers()).isEqualTo(1);
        assertThat(figures.failed()).isEqualTo(1);
        assertThat(figures.successRate()).isEqualTo(0.5);
        assertThat(figures.requestsPerCall()).isEqualTo(1.5);
    }

    @Test
    void countsCallsAndRequestsByPhase() {
        Figures figures = Figures.of(List.of(right(0, 0, 5), failed(1, 10, 15), right(1, 20, 25)), List.of(1, 4), 0);
        assertThat(figures.phases()).containsExactly(new PhaseFigures(1, 1, 1), new PhaseFigures(2, 1, 4));
        assertThat(figures.requestsSent()).isEqualTo(5);
    }

    @Test
    void takesPercentilesByNearestRankOfSuccessesAndFailuresApart() {
        List<Outcome> outcomes = new ArrayList<>();
        IntStream.rangeClosed(1, 200).forEach(millis -> outcomes.add(right(0, 0, millis)));
        outcomes.add(failed(0, 0, 5_000));
        Figures figures = Figures.of(outcomes, List.of(201), 0);
        assertThat(figures.success()).isEqualTo(new Percentiles(100, 198));
        assertThat(figures.failure()).isEqualTo(new Percentiles(5_000, 5_000));
    }

    @Test
    void hasNoTimesOfWhatDidNotHappen() {
        Figures figures = Figures.of(List.of(failed(0, 0, 5)), List.of(1), 0);
        assertThat(figures.success()).isNull();
        assertThat(figures.recoveryMillis()).isNull();
        assertThat(Figures.of(List.of(), List.of(0), 0).successRate()).isZero();
    }

    @Test
    void countsTheRecoveryUpToTheEndOfTheFirstSuccessAfterIt() {
        List<Outcome> outcomes = List.of(right(0, 0, 90), failed(0, 80, 105), right(1, 110, 160), right(1, 120, 140));
        assertThat(Figures.of(outcomes, List.of(2, 2), 100 * MILLI).recoveryMillis())
                .isEqualTo(40.0);
    }

    private static Outcome right(int phase, long due, long end) {
        return new Outcome(phase, due * MILLI, end * MILLI, Result.RIGHT, null);
    }

    private static Outcome wrong(int phase, long due, long end) {
        return new Outcome(phase, due * MILLI, end * MILLI, Result.WRONG, null);
    }

    private static Outcome failed(int phase, long due, long end) {
        return new Outcome(phase, due * MILLI, end * MILLI, Result.FAILED, new Failure("IOException", "no"));
    }
}

package io.hopguard.client.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.budget.Deadline;
import io.hopguard.client.error.Phase;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AttemptRunTest {
    private final AtomicLong clock = new AtomicLong();
    private final AttemptRun run = new AttemptRun(1, Deadline.after(1_000, clock::get), clock::get);

    @Test
    void anAttemptThatCameNowhereSpentItsTimeInItsFirstPhase() {
        clock.set(7);
        assertThat(run.times().in(Phase.ADMISSION)).isEqualTo(Duration.ofNanos(7));
        assertThat(run.times().in(Phase.BODY)).isEqualTo(Duration.ZERO);
        assertThat(run.endedAfterNanos()).isEqualTo(7);
    }

    @Test
    void eachPhaseHasItsTimeAlsoAfterTheTimesHaveBeenAskedFor() {
        clock.set(1);
        run.times();
        run.enter(Phase.CONNECT);
        clock.set(4);
        run.enter(Phase.BODY);
        clock.set(9);
        assertThat(run.times().in(Phase.ADMISSION)).isEqualTo(Duration.ofNanos(1));
        assertThat(run.times().in(Phase.CONNECT)).isEqualTo(Duration.ofNanos(3));
        assertThat(run.times().in(Phase.BODY)).isEqualTo(Duration.ofNanos(5));
    }
}

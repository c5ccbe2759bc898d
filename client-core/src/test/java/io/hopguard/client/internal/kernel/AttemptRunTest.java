package io.hopguard.client.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.budget.Deadline;
import io.hopguard.client.diagnosis.Diagnosis;
import io.hopguard.client.error.Attempt;
import io.hopguard.client.error.Phase;
import io.hopguard.client.error.PhaseTimes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AttemptRunTest {
    private final AtomicLong clock = new AtomicLong();
    private final AttemptRun run = new AttemptRun(1, Deadline.after(1_000, clock::get), clock::get);

    private PhaseTimes times() {
        return Attempt.answered(run, 0, 200, Diagnosis.unknown()).times();
    }

    @Test
    void anAttemptThatCameNowhereSpentItsTimeInItsFirstPhase() {
        clock.set(7);
        assertThat(times().in(Phase.ADMISSION)).isEqualTo(Duration.ofNanos(7));
        assertThat(times().in(Phase.BODY)).isEqualTo(Duration.ZERO);
        assertThat(run.endedAfterNanos()).isEqualTo(7);
    }

    @Test
    void whatWasHandedOutDoesNotChangeAnyMore() {
        clock.set(1);
        run.enter(Phase.RESPONSE);
        clock.set(3);
        long[] handedOut = run.nanosByPhase();
        clock.set(9);
        run.enter(Phase.BODY);
        run.nanosByPhase();
        assertThat(handedOut[Phase.RESPONSE.ordinal()]).isEqualTo(2);
    }

    @Test
    void eachPhaseHasItsTimeAlsoAfterTheTimesHaveBeenAskedFor() {
        clock.set(1);
        times();
        run.enter(Phase.CONNECT);
        clock.set(4);
        run.enter(Phase.BODY);
        clock.set(9);
        assertThat(times().in(Phase.ADMISSION)).isEqualTo(Duration.ofNanos(1));
        assertThat(times().in(Phase.CONNECT)).isEqualTo(Duration.ofNanos(3));
        assertThat(times().in(Phase.BODY)).isEqualTo(Duration.ofNanos(5));
    }
}

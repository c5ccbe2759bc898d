package io.hopguard.client.internal.kernel;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Waiting for a place when nobody watches the call but the one who waits. */
class PauseTest {
    private final AtomicLong nowNanos = new AtomicLong();
    private final Time time = new Time() {
        @Override
        public long nanos() {
            return nowNanos.get();
        }

        @Override
        public long epochMillis() {
            return 0;
        }

        @Override
        public void park(long nanos) {
            nowNanos.addAndGet(nanos);
        }
    };

    @Test
    void aWaitThatTheDeadlineCutShortIsEndedByTheDeadlineEvenBeforeTheReaperComesBy() {
        CallControl call = call(ofMillis(250));
        assertThat(acquire(ofMillis(250), call)).isEqualTo(Pause.Outcome.ENDED);
        assertThat(call.end()).isEqualTo(CallControl.End.DEADLINE);
    }

    @Test
    void aWaitThatEndsBeforeTheDeadlineLeavesTheCallAsItIs() {
        CallControl call = call(ofMillis(251));
        assertThat(acquire(ofMillis(250), call)).isEqualTo(Pause.Outcome.DOES_NOT_FIT);
        assertThat(call.end()).isEqualTo(CallControl.End.NONE);
    }

    private Pause.Outcome acquire(Duration atMost, CallControl call) {
        return new Pause(time).acquire(new Semaphore(0), atMost.toNanos(), call);
    }

    private CallControl call(Duration total) {
        return new CallControl(total.toNanos(), nowNanos::get, nowNanos.get());
    }
}

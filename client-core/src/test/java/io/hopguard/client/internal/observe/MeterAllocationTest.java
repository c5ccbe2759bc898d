package io.hopguard.client.internal.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.hopguard.client.budget.Deadline;
import io.hopguard.client.error.Attempt;
import io.hopguard.client.error.ConnectFailedException;
import io.hopguard.client.error.FailureDetails;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.Phase;
import io.hopguard.client.http.Headers;
import io.hopguard.client.http.Request;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.AttemptRun;
import io.hopguard.client.internal.kernel.CallControl;
import io.hopguard.client.internal.kernel.Exchange;
import io.hopguard.client.internal.kernel.Time;
import io.hopguard.client.policy.MeterPolicy;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Records of the usual kind make no garbage. */
class MeterAllocationTest {
    private static final int RECORDS = 10_000;
    private static final int ROUNDS = 5;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Stands still, so that the windows of Micrometer's maxima do not turn. */
    private static final Clock CLOCK = new Clock() {
        @Override
        public long wallTime() {
            return 1;
        }

        @Override
        public long monotonicTime() {
            return 1;
        }
    };

    private final MeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, CLOCK);
    private final Observers observers = new Observers(
            List.of(new MeterObserver(
                    registry, "test", MeterPolicy.builder().build(), UnaryOperator.identity(), Duration.ofSeconds(10))),
            Time.SYSTEM);
    private final Request request =
            Request.builder("GET", "http://api.test/").route("/orders/{id}").build();
    private final Exchange exchange =
            new Exchange(request, new CallControl(10_000_000_000L, () -> 0, 0), AttemptRun.NONE);
    private final AttemptRun run = new AttemptRun(1, Deadline.after(3_000_000_000L, () -> 0), () -> 0);
    private final Attempt attempt =
            Attempt.number(1).status(200).nanos(5_000, 0).build();
    private final Response response = Response.of(200, Headers.empty(), new byte[9]);
    private final HopguardException failure =
            new ConnectFailedException(FailureDetails.of("refused", Phase.CONNECT, null));

    /** The least of a few rounds: what the JVM allocates beside, once, is not in all of them, what a record allocates is. */
    private static long bytesOf(Runnable action) {
        long least = Long.MAX_VALUE;
        long thread = Thread.currentThread().getId();
        for (int round = 0; round < ROUNDS; round++) {
            long before = THREADS.getThreadAllocatedBytes(thread);
            long between = THREADS.getThreadAllocatedBytes(thread);
            for (int i = 0; i < RECORDS; i++) {
                action.run();
            }
            long own = between - before;
            least = Math.min(least, THREADS.getThreadAllocatedBytes(thread) - between - own);
        }
        return least;
    }

    @Test
    void anAnsweredAttemptAndCallAllocateNothing() {
        run.sending();
        assertThat(bytesOf(() -> {
                    observers.callStarted(exchange);
                    observers.attemptEnded(exchange, run, attempt);
                    observers.callAnswered(exchange, response, 5_000);
                }))
                .isZero();
        assertThat(registry.get("hopguard.client.attempts").timer().count()).isEqualTo(ROUNDS * RECORDS);
        assertThat(registry.get("hopguard.client.calls").timer().totalTime(TimeUnit.NANOSECONDS))
                .isEqualTo(ROUNDS * RECORDS * 5_000.0);
        assertThat(registry.get("hopguard.client.budget.left")
                        .tag("at", "send")
                        .timer()
                        .count())
                .isEqualTo(ROUNDS * RECORDS);
    }

    @Test
    void aFailedCallFindsItsTimerWithoutAnObject() {
        CallMeters calls = new CallMeters(
                new Registrations(registry, "test"), MeterPolicy.builder().build(), List.of());
        assertThat(bytesOf(() -> calls.failed(request, failure.code(), 5_000))).isZero();
        assertThat(registry.get("hopguard.client.calls")
                        .tag("outcome", "connect_failed")
                        .timer()
                        .count())
                .isEqualTo(ROUNDS * RECORDS);
    }
}

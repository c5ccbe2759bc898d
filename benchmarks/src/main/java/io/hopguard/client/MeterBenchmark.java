package io.hopguard.client;

import io.hopguard.client.budget.Deadline;
import io.hopguard.client.diagnosis.AnsweredBy;
import io.hopguard.client.diagnosis.Cause;
import io.hopguard.client.diagnosis.Diagnosis;
import io.hopguard.client.diagnosis.Evidence;
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
import io.hopguard.client.internal.observe.MeterObserver;
import io.hopguard.client.policy.MeterPolicy;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullMarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the meters of one call cost, without the call. An answered attempt is two records (the attempt, the budget left), an
 * answered call three (the call, the budget left, the size); beside them one record of a timer that is at hand.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@NullMarked
public class MeterBenchmark {
    private static final long TOTAL_NANOS = 10_000_000_000L;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Timer atHand = registry.timer("at.hand");
    private final MeterObserver meters = observer("plain", MeterPolicy.builder().build());
    private final MeterObserver histograms =
            observer("histograms", MeterPolicy.builder().histograms(true).build());
    private final Request request =
            Request.builder("GET", "http://localhost/").route("/orders/{id}").build();
    private final Exchange exchange = new Exchange(request, new CallControl(TOTAL_NANOS, () -> 0, 0), AttemptRun.NONE);
    private final AttemptRun run = new AttemptRun(1, Deadline.after(TOTAL_NANOS, () -> 0), () -> 0);
    private final Attempt answered =
            Attempt.number(1).status(200).nanos(5_000, 0).build();
    private final Attempt failed = Attempt.number(1)
            .status(502)
            .diagnosis(Diagnosis.observed(
                    AnsweredBy.GATEWAY, Cause.CONNECTION_REFUSED, new Evidence("a", "b", "c"), "advice"))
            .nanos(5_000, 0)
            .build();
    private final Response response = Response.of(200, Headers.empty(), new byte[9]);
    private final HopguardException failure =
            new ConnectFailedException(FailureDetails.of("refused", Phase.CONNECT, null));

    private MeterObserver observer(String name, MeterPolicy policy) {
        return new MeterObserver(registry, name, policy, UnaryOperator.identity(), Duration.ofSeconds(10));
    }

    @Benchmark
    public void oneTimerAtHand() {
        atHand.record(5_000, TimeUnit.NANOSECONDS);
    }

    @Benchmark
    public void answeredAttemptNotSent() {
        meters.attemptEnded(exchange, AttemptRun.NONE, answered);
    }

    @Benchmark
    public void failedCall() {
        meters.callFailed(exchange, failure, 5_000);
    }

    @Benchmark
    public void answeredCall() {
        meters.callAnswered(exchange, response, 5_000);
    }

    @Benchmark
    public void answeredCallWithHistograms() {
        histograms.callAnswered(exchange, response, 5_000);
    }

    @Benchmark
    public void diagnosedAttemptNotSent() {
        meters.attemptEnded(exchange, AttemptRun.NONE, failed);
    }

    @Benchmark
    public void attemptAndCall() {
        run.sending();
        meters.attemptEnded(exchange, run, answered);
        meters.callAnswered(exchange, response, 5_000);
    }
}

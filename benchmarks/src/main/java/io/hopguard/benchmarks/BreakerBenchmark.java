package io.hopguard.benchmarks;

import io.hopguard.client.http.Headers;
import io.hopguard.client.http.Response;
import io.hopguard.client.http.Target;
import io.hopguard.client.internal.breaker.Breaker;
import io.hopguard.client.internal.breaker.Breakers;
import io.hopguard.client.internal.kernel.Time;
import io.hopguard.client.internal.kernel.Verdict.Health;
import io.hopguard.client.policy.CircuitBreakerPolicy;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The circuit breaker of one target: asked and answered while it is closed, and asked while it is open. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BreakerBenchmark {
    private static final int ENOUGH_FAILURES = 10;

    private final Target target = Target.of("http://localhost");
    private final Response answer = Response.of(200, Headers.empty(), new byte[0]);
    private final Breaker closed = breaker();
    private final Breaker open = opened(breaker());

    private Breaker breaker() {
        CircuitBreakerPolicy policy = CircuitBreakerPolicy.builder()
                .minimumNumberOfCalls(ENOUGH_FAILURES)
                .openFor(Duration.ofDays(1))
                .build();
        return Breakers.source("benchmark", policy, Time.SYSTEM, null, (which, from, to, last) -> {})
                .apply(target);
    }

    private static Breaker opened(Breaker breaker) {
        Response failure = Response.of(503, Headers.empty(), new byte[0]);
        for (int i = 0; i < ENOUGH_FAILURES; i++) {
            Objects.requireNonNull(breaker.acquire()).answered(Health.FAILURE, 1, failure);
        }
        return breaker;
    }

    @Benchmark
    public Breaker.Permit askedAndAnswered() {
        Breaker.Permit permit = Objects.requireNonNull(closed.acquire());
        permit.answered(Health.SUCCESS, 5_000, answer);
        return permit;
    }

    @Benchmark
    public Breaker.@Nullable Permit refused() {
        return open.acquire();
    }
}

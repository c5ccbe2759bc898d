package io.hopguard.client;

import io.hopguard.client.error.CircuitOpenException;
import io.hopguard.client.http.Headers;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.Time;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A whole call that the open circuit breaker refuses, its exception included. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@NullMarked
@SuppressWarnings("NullAway.Init") // JMH calls open() before anything else
public class RefusalBenchmark {
    private static final int ENOUGH_FAILURES = 10;

    private ResilientClient client;

    @Setup
    public void open() {
        client = ResilientClient.builder()
                .baseUri("http://localhost")
                .circuitBreaker(breaker -> breaker.slidingWindowSize(ENOUGH_FAILURES)
                        .minimumNumberOfCalls(ENOUGH_FAILURES)
                        .openFor(Duration.ofDays(1)))
                .meterRegistry(new SimpleMeterRegistry())
                .internals(
                        Time.SYSTEM,
                        () -> ThreadLocalRandom.current().nextDouble(),
                        exchange -> Response.of(503, Headers.empty(), new byte[0]))
                .build();
        for (int i = 0; i < ENOUGH_FAILURES; i++) {
            client.get("/orders/{id}", 42).noRetry().send();
        }
    }

    @TearDown
    public void close() {
        client.close();
    }

    @Benchmark
    public CircuitOpenException refused() {
        try {
            client.get("/orders/{id}", 42).fetch(byte[].class);
            throw new IllegalStateException("the circuit breaker is closed");
        } catch (CircuitOpenException e) {
            return e;
        }
    }
}

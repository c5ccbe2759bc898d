package io.hopguard.benchmarks.peer;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the peers' guards cost around nothing at all. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class GuardBenchmark {
    private static final Object NOTHING = new Object();

    private final Resilience4jGuard resilience4j = new Resilience4jGuard();
    private final FailsafeExecutor<Object> failsafe =
            Failsafe.with(RetryPolicy.ofDefaults(), CircuitBreaker.ofDefaults());
    private final ObservationRegistry observations = ObservationRegistry.create();

    public GuardBenchmark() {
        observations
                .observationConfig()
                .observationHandler(new DefaultMeterObservationHandler(new SimpleMeterRegistry()));
    }

    @Benchmark
    public Object resilience4j() throws Exception {
        return resilience4j.call(() -> NOTHING);
    }

    @Benchmark
    public Object failsafe() {
        return failsafe.get(() -> NOTHING);
    }

    @Benchmark
    public Object observation() {
        return Observation.createNotStarted("orders", observations)
                .lowCardinalityKeyValue("method", "GET")
                .lowCardinalityKeyValue("route", "/orders/{id}")
                .lowCardinalityKeyValue("status", "200")
                .observe(() -> NOTHING);
    }
}

package io.hopguard.client;

import io.hopguard.client.http.Request;
import io.hopguard.client.internal.kernel.RequestIds;
import java.util.concurrent.TimeUnit;
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

/** What the id of a call costs: made, and found on the request. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@NullMarked
public class RequestIdBenchmark {
    private final RequestIds ids = new RequestIds("X-Request-Id");
    private final Request bare =
            Request.builder("GET", "http://localhost/orders").build();
    private final Request named =
            bare.toBuilder().header("X-Request-Id", "0123456789abcdef").build();

    @Benchmark
    public String made() {
        return ids.make();
    }

    @Benchmark
    public String madeForARequest() {
        return ids.of(bare);
    }

    @Benchmark
    public String found() {
        return ids.of(named);
    }
}

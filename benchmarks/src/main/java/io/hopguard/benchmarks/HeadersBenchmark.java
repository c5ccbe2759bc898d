package io.hopguard.benchmarks;

import io.hopguard.client.http.Headers;
import java.util.List;
import java.util.Map;
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

/** What is done with header fields on the way of a call. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class HeadersBenchmark {
    private final Headers defaults = Headers.of("Accept-Language", "en", "X-Tenant", "acme");
    private final Headers own = Headers.of("X-Tenant", "other", "Accept", "application/json");
    private final Headers received = Headers.of(
            "Date", "Sat, 21 Nov 2026 12:00:00 GMT",
            "Server", "nginx",
            "Content-Type", "application/json",
            "Cache-Control", "no-store",
            "Vary", "Accept",
            "X-Request-Id", "0123456789abcdef");

    @Benchmark
    public Headers added() {
        return defaults.plus("Accept", "application/json");
    }

    @Benchmark
    public Headers merged() {
        return own.over(defaults);
    }

    @Benchmark
    public @Nullable String found() {
        return received.first("x-request-id");
    }

    @Benchmark
    public @Nullable String notFound() {
        return received.first("Retry-After");
    }

    @Benchmark
    public List<String> allOfAName() {
        return received.all("Vary");
    }

    @Benchmark
    public Map<String, List<String>> asAMap() {
        return received.toMap();
    }
}

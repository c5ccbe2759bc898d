package io.hopguard.client;

import io.hopguard.client.http.Headers;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.Time;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Whether threads get in each other's way: calls through one client to one target by one thread and by two, and by two that
 * have a client each, which is as far as the machine itself goes.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@NullMarked
public class ScalingBenchmark {
    /** One client for all threads. */
    @State(Scope.Benchmark)
    public static class Shared extends Client {}

    /** A client for each thread. */
    @State(Scope.Thread)
    public static class Own extends Client {}

    /** A client over a transport that has the answer at hand. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH calls open() before anything else
    public abstract static class Client {
        private ResilientClient client;

        @Setup
        public void open() {
            Response answer = Response.of(200, Headers.empty(), new byte[1]);
            client = ResilientClient.builder()
                    .baseUri("http://localhost")
                    .meterRegistry(new SimpleMeterRegistry())
                    .internals(Time.SYSTEM, () -> ThreadLocalRandom.current().nextDouble(), exchange -> answer)
                    .build();
        }

        @TearDown
        public void close() {
            client.close();
        }

        byte[] call() {
            return client.get("/orders/{id}", 42).fetch(byte[].class);
        }
    }

    @Benchmark
    @Threads(1)
    public byte[] oneThread(Shared shared) {
        return shared.call();
    }

    @Benchmark
    @Threads(2)
    public byte[] twoThreads(Shared shared) {
        return shared.call();
    }

    @Benchmark
    @Threads(2)
    public byte[] twoThreadsWithAClientEach(Own own) {
        return own.call();
    }
}

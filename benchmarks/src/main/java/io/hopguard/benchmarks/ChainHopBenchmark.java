package io.hopguard.benchmarks;

import io.hopguard.client.budget.Deadline;
import io.hopguard.client.http.Headers;
import io.hopguard.client.http.Request;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.AttemptRun;
import io.hopguard.client.internal.kernel.CallControl;
import io.hopguard.client.internal.kernel.Exchange;
import io.hopguard.client.internal.kernel.Stage;
import io.hopguard.client.internal.kernel.Time;
import io.hopguard.client.internal.stage.DecodeStage;
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

/** What one more link of the pipeline costs: eight of the smallest stage, and none. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ChainHopBenchmark {
    private static final int HOPS = 8;
    private static final long TOTAL_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Response answer = Response.of(200, Headers.empty(), new byte[0]);
    private final Stage bare = exchange -> answer;
    private final Stage chain = chain(bare);
    private final Exchange exchange = new Exchange(
            Request.builder("GET", "http://localhost/").build(),
            new CallControl(TOTAL_NANOS, Deadline.after(TOTAL_NANOS, () -> 0), 0),
            AttemptRun.NONE);

    private static Stage chain(Stage last) {
        Stage stage = last;
        for (int i = 0; i < HOPS; i++) {
            stage = new DecodeStage(Time.SYSTEM, stage);
        }
        return stage;
    }

    @Benchmark
    public Response noHop() {
        return bare.execute(exchange);
    }

    @Benchmark
    public Response eightHops() {
        return chain.execute(exchange);
    }
}

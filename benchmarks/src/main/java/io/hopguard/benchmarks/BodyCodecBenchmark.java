package io.hopguard.benchmarks;

import io.hopguard.client.codec.BodyCodec;
import io.hopguard.client.codec.Jackson3Codec;
import java.nio.charset.StandardCharsets;
import java.util.List;
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

/** A small JSON body, written and read by the codec that a client has by itself. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BodyCodecBenchmark {
    /** What is written and read. */
    public record Order(int id, String customer, List<Integer> items, double total) {}

    private final BodyCodec codec = new Jackson3Codec();
    private final Order order = new Order(42, "acme", List.of(1, 2, 3), 99.5);
    private final byte[] json =
            "{\"id\":42,\"customer\":\"acme\",\"items\":[1,2,3],\"total\":99.5}".getBytes(StandardCharsets.US_ASCII);

    @Benchmark
    public byte[] written() throws Exception {
        return codec.encode(order);
    }

    @Benchmark
    public @Nullable Object read() throws Exception {
        return codec.decode(json, Order.class);
    }
}

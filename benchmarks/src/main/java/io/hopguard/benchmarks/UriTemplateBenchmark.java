package io.hopguard.benchmarks;

import io.hopguard.client.http.Query;
import io.hopguard.client.http.UriTemplate;
import java.util.Map;
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

/** From a template and its values to what stands on the request line. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class UriTemplateBenchmark {
    private static final String TEMPLATE = "/orders/{id}";

    private final UriTemplate template = UriTemplate.of(TEMPLATE);
    private final UriTemplate long3 = UriTemplate.of("/customers/{customer}/orders/{id}/items/{item}");
    private final Object[] number = {42};
    private final Object[] three = {"acme", 42, 7};
    private final Object[] encoded = {"caf\u00e9 / no. 7"};

    @Benchmark
    public UriTemplate parsed() {
        return UriTemplate.of(TEMPLATE);
    }

    @Benchmark
    public String oneNumber() {
        return template.expand(number, Map.of());
    }

    @Benchmark
    public String threeValues() {
        return long3.expand(three, Map.of());
    }

    @Benchmark
    public String oneValueToEncode() {
        return template.expand(encoded, Map.of());
    }

    @Benchmark
    public String withQuery() {
        return new Query().add("expand", "items").add("limit", 100).appendTo("/orders/42");
    }
}

package io.hopguard.client;

import io.hopguard.client.extend.CallListener;
import io.hopguard.client.http.Headers;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.Time;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationHandler.FirstMatchingCompositeObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.nio.charset.StandardCharsets;
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

/**
 * The whole client but for the network: a GET over a transport that has the answer at hand. In this package because only it
 * can put another transport in.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@NullMarked
@SuppressWarnings("NullAway.Init") // JMH calls open() before anything else
public class LayerBenchmark {
    private static final byte[] JSON =
            "{\"id\":42,\"customer\":\"acme\",\"total\":99.5}".getBytes(StandardCharsets.US_ASCII);

    private ResilientClient defaults;
    private ResilientClient metered;
    private ResilientClient listened;
    private ResilientClient observed;
    private ResilientClient traced;

    @Setup
    public void open() {
        defaults = builder().build();
        metered = builder().meterRegistry(new SimpleMeterRegistry()).build();
        listened = builder().listener(new CallListener() {}).build();
        ObservationRegistry deaf = ObservationRegistry.create();
        deaf.observationConfig().observationHandler(context -> true);
        observed = builder().observationRegistry(deaf).build();
        traced = builder().observationRegistry(spans()).build();
    }

    /** Micrometer Tracing over the SDK of OpenTelemetry; every span is recorded, and none exported. */
    private static ObservationRegistry spans() {
        Tracer otel = SdkTracerProvider.builder().build().get("benchmark");
        OtelTracer tracer = new OtelTracer(otel, new OtelCurrentTraceContext(), event -> {});
        OtelPropagator propagator =
                new OtelPropagator(ContextPropagators.create(W3CTraceContextPropagator.getInstance()), otel);
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig()
                .observationHandler(new FirstMatchingCompositeObservationHandler(
                        new PropagatingSenderTracingObservationHandler<>(tracer, propagator),
                        new DefaultTracingObservationHandler(tracer)));
        return registry;
    }

    private static ResilientClientBuilder builder() {
        Headers headers = Headers.empty().plus("Content-Type", "application/json");
        return ResilientClient.builder()
                .baseUri("http://localhost")
                .internals(
                        Time.SYSTEM,
                        () -> ThreadLocalRandom.current().nextDouble(),
                        exchange -> Response.of(200, headers, JSON));
    }

    @TearDown
    public void close() {
        defaults.close();
        metered.close();
        listened.close();
        observed.close();
        traced.close();
    }

    @Benchmark
    public byte[] withDefaults() {
        return defaults.get("/orders/{id}", 42).fetch(byte[].class);
    }

    @Benchmark
    public byte[] withListener() {
        return listened.get("/orders/{id}", 42).fetch(byte[].class);
    }

    @Benchmark
    public byte[] withObservationsThatNobodyHears() {
        return observed.get("/orders/{id}", 42).fetch(byte[].class);
    }

    @Benchmark
    public byte[] withSpans() {
        return traced.get("/orders/{id}", 42).fetch(byte[].class);
    }

    @Benchmark
    public byte[] withMeters() {
        return metered.get("/orders/{id}", 42).fetch(byte[].class);
    }
}

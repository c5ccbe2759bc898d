package io.hopguard.client;

import io.micrometer.observation.ObservationHandler.FirstMatchingCompositeObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelBaggageManager;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Micrometer Tracing over the SDK of OpenTelemetry, as an application has it, with an exporter that keeps the spans. */
final class Tracing implements AutoCloseable {
    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(exporter))
            .build();
    final ObservationRegistry registry = ObservationRegistry.create();
    final Tracer tracer;

    Tracing() {
        io.opentelemetry.api.trace.Tracer otel = provider.get("test");
        OtelCurrentTraceContext current = new OtelCurrentTraceContext();
        tracer = new OtelTracer(
                otel, current, event -> {}, new OtelBaggageManager(current, List.of("tenant"), List.of()));
        OtelPropagator propagator = new OtelPropagator(
                ContextPropagators.create(TextMapPropagator.composite(
                        W3CTraceContextPropagator.getInstance(), W3CBaggagePropagator.getInstance())),
                otel);
        registry.observationConfig()
                .observationHandler(new FirstMatchingCompositeObservationHandler(
                        new PropagatingSenderTracingObservationHandler<>(tracer, propagator),
                        new DefaultTracingObservationHandler(tracer)));
    }

    List<SpanData> spans() {
        return exporter.getFinishedSpanItems();
    }

    /** In the order in which they were sent. */
    List<SpanData> attempts() {
        return spans().stream()
                .filter(span -> span.getKind() == SpanKind.CLIENT)
                .toList();
    }

    /** The one call. */
    SpanData call() {
        List<SpanData> calls = spans().stream()
                .filter(span -> span.getAttributes().get(AttributeKey.stringKey("hopguard.attempts")) != null)
                .toList();
        if (calls.size() != 1) {
            throw new AssertionError(calls.size() + " calls in " + spans());
        }
        return calls.get(0);
    }

    /** All that an exporter gets to see. */
    List<String> said() {
        return spans().stream()
                .flatMap(span -> Stream.concat(
                        Stream.of(
                                span.getName(),
                                span.getAttributes().toString(),
                                span.getStatus().toString()),
                        span.getEvents().stream().map(event -> event.getName() + " " + event.getAttributes())))
                .toList();
    }

    static Map<String, String> attributes(SpanData span) {
        Map<String, String> attributes = new TreeMap<>();
        span.getAttributes().forEach((key, value) -> attributes.put(key.getKey(), String.valueOf(value)));
        return attributes;
    }

    static List<String> events(SpanData span) {
        return span.getEvents().stream().map(EventData::getName).toList();
    }

    void reset() {
        exporter.reset();
    }

    @Override
    public void close() {
        provider.close();
    }
}

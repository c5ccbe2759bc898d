package io.hopguard.docs;

import io.hopguard.client.ResilientClient;
import io.hopguard.client.observation.CallObservationContext;
import io.hopguard.client.observation.CallObservationConvention;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.GlobalObservationConvention;
import io.micrometer.observation.ObservationHandler.FirstMatchingCompositeObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.EventPublishingContextWrapper;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.micrometer.tracing.otel.bridge.Slf4JEventListener;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;

/** The Java of docs/tracing.md; a test runs it. */
public final class TracingSnippets {
    private TracingSnippets() {}

    /** What an application has. */
    public record Traced(ResilientClient client, SdkTracerProvider provider, ObservationRegistry registry) {}

    public static Traced client(SpanExporter exporter) {
        // snippet: tracing
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
                .build();
        Tracer otel = provider.get("orders");
        Slf4JEventListener mdc = new Slf4JEventListener(); // puts traceId and spanId into the MDC
        ContextStorage.addWrapper(new EventPublishingContextWrapper(mdc::onEvent)); // once, before the first span
        OtelTracer tracer = new OtelTracer(otel, new OtelCurrentTraceContext(), mdc::onEvent);
        OtelPropagator propagator =
                new OtelPropagator(ContextPropagators.create(W3CTraceContextPropagator.getInstance()), otel);
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig()
                .observationHandler(new FirstMatchingCompositeObservationHandler(
                        new PropagatingSenderTracingObservationHandler<>(tracer, propagator),
                        new DefaultTracingObservationHandler(tracer)));

        ResilientClient client =
                ResilientClient.builder().observationRegistry(registry).build();
        // end
        return new Traced(client, provider, registry);
    }

    // snippet: convention
    static final class WithTenant extends CallObservationConvention
            implements GlobalObservationConvention<CallObservationContext> {
        @Override
        public KeyValues getHighCardinalityKeyValues(CallObservationContext context) {
            String tenant = context.request().headers().first("X-Tenant");
            KeyValues usual = super.getHighCardinalityKeyValues(context);
            return tenant == null ? usual : usual.and("tenant", tenant);
        }
    }
    // end

    public static void convention(ObservationRegistry registry) {
        registry.observationConfig().observationConvention(new WithTenant());
    }
}

package io.hopguard.client;

import static io.hopguard.client.ScriptedTransport.answers;
import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.internal.kernel.Exchange;
import io.hopguard.client.wire.RawServer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.RequestReplySenderContext;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** The trace headers that go out. */
class TraceHeadersTest {
    private static final String OWN = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final List<String> heads = new CopyOnWriteArrayList<>();

    private RawServer server() {
        return new RawServer(c -> {
            for (String head = c.request(); head != null; head = c.request()) {
                heads.add(head);
                c.respond(200, "ok");
            }
        });
    }

    private static void send(ResilientClient client) {
        client.get("/orders")
                .header("TraceParent", OWN)
                .header("tracestate", "own=1")
                .send();
    }

    @Test
    void withoutARegistryTheRequestsOwnGoOn() throws IOException {
        try (RawServer server = server();
                ResilientClient client =
                        ResilientClient.builder().baseUri(server.url()).build()) {
            send(client);
            assertThat(heads.get(0)).contains("TraceParent: " + OWN).contains("tracestate: own=1");
        }
    }

    @Test
    void withOneTheyAreReplacedTogether() throws IOException {
        try (Tracing tracing = new Tracing();
                RawServer server = server();
                ResilientClient client = ResilientClient.builder()
                        .baseUri(server.url())
                        .observationRegistry(tracing.registry)
                        .build()) {
            send(client);
            assertThat(heads.get(0).toLowerCase(Locale.ROOT))
                    .containsOnlyOnce("traceparent: ")
                    .contains("traceparent: 00-" + tracing.attempts().get(0).getTraceId())
                    .doesNotContain("tracestate");
        }
    }

    @Test
    void withARegistryThatOnlyMeasuresTheRequestsOwnGoOn() {
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(context -> true);
        Rig rig = new Rig()
                .with(b -> b.observationRegistry(registry).requestIdHeader(null))
                .then(answers(200));
        send(rig.client());
        Exchange sent = rig.transport.exchanges().get(0);
        assertThat(sent.run().tells()).isEmpty();
        assertThat(sent.request().headers().first("traceparent")).isEqualTo(OWN);
        assertThat(sent.request().headers().first("tracestate")).isEqualTo("own=1");
    }

    @Test
    @SuppressWarnings("try")
    void baggageGoesAlong() throws IOException {
        try (Tracing tracing = new Tracing();
                RawServer server = server();
                ResilientClient client = ResilientClient.builder()
                        .baseUri(server.url())
                        .observationRegistry(tracing.registry)
                        .build()) {
            Observation.createNotStarted("work", tracing.registry).observe(() -> {
                try (var baggage = tracing.tracer.createBaggageInScope("tenant", "a c")) {
                    client.get("/orders").send();
                }
            });
            assertThat(heads.get(0)).contains("baggage: tenant=a%20c");
        }
    }

    /** A propagator of one's own that lets through what somebody else has sent. */
    @Test
    void whatMayNotStandInARequestDoesNotComeIntoOne() {
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(new Careless());
        Rig rig = new Rig()
                .with(b -> b.observationRegistry(registry).requestIdHeader(null))
                .then(answers(200));
        rig.client().get("/orders").send();
        assertThat(rig.transport.exchanges().get(0).run().tells()).containsExactly("X-Good", "1");
    }

    private static final class Careless implements ObservationHandler<Observation.Context> {
        @Override
        public boolean supportsContext(Observation.Context context) {
            return context instanceof RequestReplySenderContext;
        }

        @Override
        @SuppressWarnings("unchecked")
        public void onStart(Observation.Context context) {
            var sender = (RequestReplySenderContext<BiConsumer<String, String>, ?>) context;
            BiConsumer<String, String> carrier = sender.getCarrier();
            sender.getSetter().set(carrier, "X-Bad", "1\r\nX-Smuggled: 2");
            sender.getSetter().set(carrier, "X Bad", "1");
            sender.getSetter().set(carrier, "Content-Length", "1");
            sender.getSetter().set(carrier, "X-Good", "1");
        }
    }
}

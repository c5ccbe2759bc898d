package io.hopguard.client;

import static io.hopguard.client.ScriptedTransport.answers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.hopguard.client.observation.AttemptObservationContext;
import io.hopguard.client.observation.ObservationNames;
import io.hopguard.client.wire.RawServer;
import io.hopguard.docs.Markdown;
import io.hopguard.docs.TracingSnippets;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds docs/tracing.md equal to what observations have. */
class TracingDocumentTest {
    private static final Markdown DOCUMENT = Markdown.of("docs/tracing.md");

    private final Seen seen = new Seen();
    private final ObservationRegistry registry = ObservationRegistry.create();

    TracingDocumentTest() {
        registry.observationConfig().observationHandler(seen);
    }

    /** Key to observation and cardinality. */
    private static final class Seen implements ObservationHandler<Observation.Context> {
        private final Map<String, Set<String>> owners = new TreeMap<>();
        private final Map<String, String> cardinality = new TreeMap<>();
        private final Set<String> events = new TreeSet<>();

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }

        @Override
        public void onEvent(Observation.Event event, Observation.Context context) {
            events.add(event.getName());
        }

        @Override
        public void onStop(Observation.Context context) {
            String owner = context instanceof AttemptObservationContext ? "attempt" : "call";
            context.getLowCardinalityKeyValues().forEach(pair -> add(owner, pair, "low"));
            context.getHighCardinalityKeyValues().forEach(pair -> add(owner, pair, "high"));
        }

        private void add(String owner, KeyValue pair, String kind) {
            owners.computeIfAbsent(pair.getKey(), key -> new TreeSet<>()).add(owner);
            cardinality.put(pair.getKey(), kind);
        }

        Map<String, List<String>> rows() {
            Map<String, List<String>> rows = new TreeMap<>();
            owners.forEach((key, of) -> rows.put(
                    key, List.of(of.size() == 2 ? "both" : of.iterator().next(), cardinality.get(key))));
            return rows;
        }
    }

    private Rig rig() {
        return new Rig().with(b -> b.observationRegistry(registry));
    }

    private static void refuse(RawServer.Connection connection) throws IOException {
        while (connection.request() != null) {
            connection.respond(502, "");
        }
    }

    /** Everything that can happen to a call, so far as it is told. */
    @SuppressWarnings("try") // the server goes before the client
    private void everything() throws IOException {
        try (RawServer server = new RawServer(TracingDocumentTest::refuse);
                ResilientClient client = ResilientClient.builder()
                        .baseUri(server.url())
                        .observationRegistry(registry)
                        .build()) {
            client.get("/orders/{id}", 42).send();
            client.request("BREW", "/pots").send();
            server.close();
            catchThrowable(() -> client.get("/orders").send());
        }
        rig().then(answers(302, "Location", "/b"))
                .then(answers(200))
                .client()
                .get("/a")
                .send();
        Rig poor = rig().with(b -> b.retryBudget(r -> r.ratio(0).reserve(1))).then(answers(503));
        poor.client().get("/a").send();
        poor.client().get("/a").send();
        Rig broken = rig().with(b -> b.circuitBreaker(c -> c.enabled(true)
                                .slidingWindowSize(2)
                                .minimumNumberOfCalls(1)
                                .openFor(Duration.ofHours(1)))
                        .retry(r -> r.off()))
                .then(answers(503));
        broken.client().get("/a").send();
        catchThrowable(() -> broken.client().get("/a").send());
    }

    @Test
    void theTableOfKeysHasEachWithItsOwnerAndItsCardinality() throws IOException {
        everything();
        Map<String, List<String>> shown = new TreeMap<>();
        DOCUMENT.table("keys").forEach(row -> shown.put(row.get(0), row.subList(1, 3)));
        assertThat(seen.rows()).isEqualTo(shown);
    }

    @Test
    void theTableOfEventsHasEach() throws IOException {
        everything();
        assertThat(DOCUMENT.table("events").stream().map(row -> row.get(0)))
                .containsExactlyInAnyOrderElementsOf(seen.events);
    }

    @Test
    void eachNameOfTheCodeIsInTheDocument() {
        Set<String> shown = new TreeSet<>(Set.of(ObservationNames.CALL, ObservationNames.ATTEMPT));
        DOCUMENT.table("keys").forEach(row -> shown.add(row.get(0)));
        DOCUMENT.table("events").forEach(row -> shown.add(row.get(0)));
        assertThat(Arrays.stream(ObservationNames.class.getFields()).map(TracingDocumentTest::value))
                .containsExactlyInAnyOrderElementsOf(shown);
    }

    private static String value(java.lang.reflect.Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theImportsOfTheSetUpAreThoseThatItIsCompiledWith() throws IOException {
        String code = DOCUMENT.javaBlocks().get("tracing");
        assertThat(DOCUMENT.config("imports").lines())
                .containsExactlyElementsOf(
                        Files.readAllLines(Path.of("src/test/java/io/hopguard/docs/TracingSnippets.java")).stream()
                                .filter(line -> line.startsWith("import "))
                                .filter(line -> Pattern.compile("\\b"
                                                + line.substring(line.lastIndexOf('.') + 1, line.length() - 1) + "\\b")
                                        .matcher(code)
                                        .find())
                                .toList());
    }

    /** In a process of its own: OpenTelemetry takes wrappers before the first span only. */
    @Test
    void aLineOfTheLogHasTheIdsOfTheCallAndOfItsSpan() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        TracedLine.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        String[] line = TracedLine.values(said, "line");
        String[] call = TracedLine.values(said, "call");
        String[] attempt = TracedLine.values(said, "attempt");
        assertThat(line).isEqualTo(call);
        assertThat(attempt[0]).isEqualTo(call[0]);
        assertThat(attempt[1]).isNotEqualTo(call[1]);
        assertThat(attempt[2]).isEqualTo("order-7");
    }

    @Test
    void theSetUpMakesSpansAndTheConventionAddsToThem() throws IOException {
        InMemorySpanExporter exporter = InMemorySpanExporter.create();
        TracingSnippets.Traced traced = TracingSnippets.client(exporter);
        TracingSnippets.convention(traced.registry());
        String[] head = new String[1];
        try (RawServer server = new RawServer(c -> {
                    head[0] = c.request();
                    c.respond(200, "");
                });
                ResilientClient client = traced.client()) {
            client.get(server.url() + "/orders").header("X-Tenant", "acme").send();
        }
        traced.provider().forceFlush().join(10, TimeUnit.SECONDS);
        List<SpanData> spans = exporter.getFinishedSpanItems();
        assertThat(spans).extracting(SpanData::getName).containsExactly("GET /orders", "GET /orders");
        assertThat(head[0]).contains(spans.get(0).getSpanId());
        assertThat(spans.get(1).getAttributes().get(AttributeKey.stringKey("tenant")))
                .isEqualTo("acme");
    }
}

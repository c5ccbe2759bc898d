package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.internal.kernel.Figure;
import io.hopguard.client.internal.observe.ClientMeter;
import io.hopguard.client.internal.observe.MeterObserver;
import io.hopguard.client.policy.MeterPolicy;
import io.hopguard.client.wire.RawServer;
import io.hopguard.docs.Markdown;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Holds docs/metrics.md and the meters that a client really has together, both ways. */
class MetricsDocumentTest {
    private static final Markdown METRICS = Markdown.of("docs/metrics.md");

    /** A row of the table: kind, tags, name in Prometheus. */
    private record Row(String kind, String tags, String prometheus) {}

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicInteger requests = new AtomicInteger();
    private RawServer server;
    private ResilientClient client;

    /** A client to which everything has happened once. */
    @BeforeEach
    void live() throws Exception {
        server = new RawServer(c -> {
            for (String request = c.request(); request != null; request = c.request()) {
                c.respond(requests.incrementAndGet() <= 2 ? 503 : 200, "hello");
            }
        });
        client = ResilientClient.builder()
                .meterRegistry(registry)
                .retry(r -> r.maxAttempts(2).backoff(Duration.ofMillis(1), Duration.ofMillis(2)))
                .build();
        client.get(server.url() + "/").send();
        try (StreamedResponse response = client.get(server.url() + "/").stream()) {
            response.body().readAllBytes();
        }
        MeterObserver withListeners = new MeterObserver(
                registry, "other", MeterPolicy.builder().build(), UnaryOperator.identity(), Duration.ofSeconds(1));
        withListeners.figure(Figure.EVENTS_DROPPED, () -> 1);
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        server.close();
    }

    private static Map<String, Row> documented() {
        return METRICS.table("meters").stream()
                .collect(Collectors.toMap(
                        cells -> cells.get(0),
                        cells -> new Row(cells.get(1), cells.get(2).equals("none") ? "" : cells.get(2), cells.get(3)),
                        (a, b) -> b,
                        TreeMap::new));
    }

    private static Row row(Meter meter) {
        String kind = switch (meter.getId().getType()) {
            case TIMER -> "timer";
            case COUNTER -> "counter";
            case GAUGE -> "gauge";
            case DISTRIBUTION_SUMMARY -> "summary";
            default -> "unknown";
        };
        String tags = meter.getId().getTags().stream()
                .map(Tag::getKey)
                .filter(key -> !key.equals("client"))
                .sorted()
                .collect(Collectors.joining(", "));
        return new Row(kind, tags, prometheus(meter, kind));
    }

    /** The rule of Micrometer's convention for Prometheus, as far as these meters need it. */
    private static String prometheus(Meter meter, String kind) {
        String name = meter.getId().getName().replace('.', '_');
        String unit = meter.getId().getBaseUnit();
        return switch (kind) {
            case "timer" -> name + "_seconds";
            case "counter" -> name + "_total";
            default -> unit == null ? name : name + "_" + unit;
        };
    }

    @Test
    void everyMeterIsInTheTableAndEveryRowIsAMeter() {
        Map<String, Row> real = new TreeMap<>();
        for (Meter meter : registry.getMeters()) {
            Row row = row(meter);
            assertThat(real.getOrDefault(meter.getId().getName(), row))
                    .as("one form for each name, or Prometheus refuses the second")
                    .isEqualTo(row);
            real.put(meter.getId().getName(), row);
        }
        assertThat(documented()).isEqualTo(real);
        assertThat(real.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(ClientMeter.values()).map(ClientMeter::id).toList());
    }

    @Test
    void everyMeterHasTheClientAndADescription() {
        assertThat(registry.getMeters()).allSatisfy(meter -> {
            assertThat(meter.getId().getTag("client")).isIn("default", "other");
            assertThat(meter.getId().getDescription()).isNotBlank();
            assertThat(meter.getId().getName()).doesNotStartWith("http.client.requests");
        });
        assertThat(Arrays.stream(ClientMeter.values()).map(ClientMeter::description))
                .doesNotHaveDuplicates();
    }

    @Test
    void theFewValuesOfATagAreAllInTheTable() {
        for (String key : List.of("kind", "at", "state", "event", "phase")) {
            for (List<String> row : METRICS.table("values")) {
                if (row.get(0).equals(key)) {
                    String values = row.get(2).replaceAll(" \\([^)]*\\)", "");
                    assertThat(Set.of(values.split(", "))).isEqualTo(real("hopguard.client." + row.get(1), key));
                }
            }
        }
    }

    private Set<String> real(String meter, String key) {
        return registry.find(meter).meters().stream()
                .map(one -> one.getId().getTag(key))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hopguard.client.error.Phase;
import io.hopguard.docs.Markdown;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/logging.md: its configurations work as they stand there, and its tables are true. */
class LoggingGuideTest {
    private static final Markdown GUIDE = Markdown.of("docs/logging.md");

    /** Makes lines of every sort, one of them with an answer that would break a line of a log. */
    private static List<ILoggingEvent> lines() {
        try (LogCapture log = new LogCapture(Level.DEBUG)) {
            Rig rig = new Rig()
                    .with(builder -> builder.name("orders \"2\"")
                            .logs(l -> l.linesPerWindow(3))
                            .retryBudget(b -> b.reserve(3).perSuccess(0))
                            .circuitBreaker(b -> b.enabled(true)
                                    .slidingWindowSize(9)
                                    .minimumNumberOfCalls(9)
                                    .openFor(Duration.ofHours(1))))
                    .then(ScriptedTransport.answers(503))
                    .thenAfter(Duration.ofSeconds(6), ScriptedTransport.answers(200))
                    .then(Fault.LOST)
                    .then(ScriptedTransport.says(502, LogCapture.NGINX, "Server", "nginx", "Content-Type", "text/html"))
                    .then(ScriptedTransport.says(
                            200, "<title>a \"page\"\nof {\\u00e9}</title>", "Content-Type", "text/html"))
                    .then(ScriptedTransport.answers(503));
            rig.client().get("/orders/{id}", 1).send();
            failing(() -> rig.client().post("/orders").send());
            rig.client().get("/orders/{id}", 2).noRetry().send();
            failing(() -> rig.client().get("/{}/{x}", 1, 2).fetch(Integer.class));
            for (int i = 0; i < 10; i++) {
                failing(() -> rig.client().get("/orders").send());
            }
            failing(() -> rig.client().get("/orders").fetch(Integer.class));
            rig.client().close();
            flap();
            return log.events();
        }
    }

    private static void flap() {
        Rig rig = new Rig()
                .with(builder -> builder.circuitBreaker(b -> b.enabled(true)
                                .slidingWindowSize(2)
                                .minimumNumberOfCalls(1)
                                .halfOpenCalls(1)
                                .openFor(Duration.ofMillis(1)))
                        .retry(r -> r.off())
                        .auth(io.hopguard.client.extend.Auth.bearer(() -> {
                            throw new IllegalStateException("no token");
                        })));
        failing(() -> rig.client().get("/orders").send());
        Rig flapping = new Rig()
                .with(builder -> builder.circuitBreaker(b -> b.enabled(true)
                        .slidingWindowSize(2)
                        .minimumNumberOfCalls(1)
                        .halfOpenCalls(1)
                        .openFor(Duration.ofMillis(1))))
                .then(Fault.REFUSED);
        while (flapping.transport.attempts() < 10) {
            flapping.time.advance(Duration.ofMillis(2));
            failing(() -> flapping.client().get("/orders").noRetry().send());
        }
        flapping.client().close();
    }

    private static void failing(Runnable call) {
        try {
            call.run();
        } catch (io.hopguard.client.error.HopguardException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }

    /** What the configuration of that name writes. */
    private static String written(String config, List<ILoggingEvent> events) throws JoranException {
        LoggerContext context = new LoggerContext();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(new ByteArrayInputStream(GUIDE.config(config).getBytes(StandardCharsets.UTF_8)));
        assertThat(context.getStatusManager().getCopyOfStatusList())
                .allMatch(status -> status.getEffectiveLevel() == ch.qos.logback.core.status.Status.INFO);
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Appender<ILoggingEvent> appender = root.iteratorForAppenders().next();
        ((OutputStreamAppender<ILoggingEvent>) appender).setOutputStream(out);
        for (ILoggingEvent event : events) {
            Logger logger = context.getLogger(event.getLoggerName());
            if (logger.isEnabledFor(event.getLevel())) {
                logger.callAppenders(event);
            }
        }
        context.stop();
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Map<String, String> types() {
        return GUIDE.table("keys").stream().collect(Collectors.toMap(row -> row.get(0), row -> row.get(1)));
    }

    private static void assertType(String type, Object value) {
        switch (type) {
            case "number" -> assertThat(value).isInstanceOfAny(Integer.class, Long.class);
            case "true" -> assertThat(value).isEqualTo(true);
            default -> assertThat(value).isInstanceOf(String.class).isNotEqualTo("");
        }
    }

    @Test
    void everyKeyOfTheTableIsWrittenWithItsTypeAndNoOther() {
        Map<String, Object> seen = new TreeMap<>();
        for (ILoggingEvent event : lines()) {
            LogCapture.facts(event).forEach((key, value) -> {
                assertThat(types()).containsKey(key);
                assertType(types().get(key), value);
                seen.put(key, value);
            });
        }
        assertThat(seen.keySet()).isEqualTo(new java.util.TreeSet<>(types().keySet()));
    }

    @Test
    void everyPhaseIsInTheTableInItsOrder() {
        assertThat(GUIDE.table("phases").stream().map(row -> row.get(0)))
                .containsExactlyElementsOf(Arrays.stream(Phase.values())
                        .map(phase -> phase.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    @Test
    void everyLoggerOfTheTableExists() {
        Set<String> used = lines().stream().map(ILoggingEvent::getLoggerName).collect(Collectors.toSet());
        assertThat(GUIDE.table("loggers").stream().map(row -> row.get(0)))
                .containsExactlyInAnyOrder("io.hopguard.client.calls", "io.hopguard.client.state", "io.hopguard.client")
                .containsAll(used);
    }

    @Test
    void theJsonConfigurationWritesOneObjectForEachLine() throws JoranException, IOException {
        List<ILoggingEvent> events = lines();
        List<String> written = written("json", events).lines().toList();
        List<ILoggingEvent> expected = events.stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.INFO))
                .toList();
        assertThat(written).hasSameSizeAs(expected).hasSizeGreaterThan(8);
        ObjectMapper mapper = new ObjectMapper();
        for (int i = 0; i < written.size(); i++) {
            JsonNode line = mapper.readTree(written.get(i));
            ILoggingEvent event = expected.get(i);
            assertThat(line.get("level").asText()).isEqualTo(event.getLevel().toString());
            assertThat(line.get("loggerName").asText()).isEqualTo(event.getLoggerName());
            assertThat(line.get("formattedMessage").asText()).isEqualTo(event.getFormattedMessage());
            assertThat(line.get("timestamp").isNumber()).isTrue();
            Map<String, String> pairs = new TreeMap<>();
            for (JsonNode pair : line.get("kvpList")) {
                assertThat(pair.size()).isEqualTo(1);
                pair.properties().forEach(member -> {
                    assertThat(member.getValue().isTextual()).isTrue();
                    pairs.put(member.getKey(), member.getValue().asText());
                });
            }
            Map<String, String> facts = new TreeMap<>();
            LogCapture.facts(event).forEach((key, value) -> facts.put(key, value.toString()));
            assertThat(pairs).isEqualTo(facts);
            if (facts.containsKey("request_id") && !event.getFormattedMessage().contains(" of which ")) {
                assertThat(line.get("mdc").get("request_id").asText()).isEqualTo(facts.get("request_id"));
            }
        }
    }

    @Test
    void theTextConfigurationWritesTheKeysBehindTheMessage() throws JoranException {
        List<String> written = new ArrayList<>(written("text", lines()).lines().toList());
        assertThat(written)
                .anyMatch(line ->
                        line.matches(".* WARN  \\[[0-9a-f]{16}] .*BadGatewayException: GET /orders/\\{id} failed.*"
                                + " client=\"orders \"2\"\" target=\"http://api.test\" .*status=\"502\".*"))
                .noneMatch(line -> line.contains("circuit breaker OPEN -> HALF_OPEN"));
    }
}

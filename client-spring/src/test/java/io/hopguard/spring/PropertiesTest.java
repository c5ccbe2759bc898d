package io.hopguard.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.ResilientClient;
import io.hopguard.client.policy.BulkheadPolicy;
import io.hopguard.client.policy.CircuitBreakerPolicy;
import io.hopguard.client.policy.ConnectionPolicy;
import io.hopguard.client.policy.LogPolicy;
import io.hopguard.client.policy.MeterPolicy;
import io.hopguard.client.policy.Redaction;
import io.hopguard.client.policy.RedirectPolicy;
import io.hopguard.client.policy.ResponseLimits;
import io.hopguard.client.policy.RetryBudgetPolicy;
import io.hopguard.client.policy.RetryPolicy;
import io.hopguard.client.policy.TimeoutPolicy;
import io.hopguard.client.policy.TlsPolicy;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.boot.http.client.HttpClientSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds the properties, their metadata and the settings of the core equal. */
class PropertiesTest {
    private static final String DEFAULTS = "hopguard.defaults.";

    /** The core reads a proxy from one setting, and one's own files together with their passwords. */
    private static final Map<String, Set<String>> WRITTEN_OTHERWISE = Map.of(
            "proxy.http", Set.of("proxy.uri", "proxy.user", "proxy.password"),
            "proxy.https", Set.of("proxy.from-environment", "proxy.enabled"),
            "tls.trust", Set.of("tls.trust", "tls.trust-password"),
            "tls.trust-also", Set.of("tls.trust-also", "tls.trust-also-password"),
            "tls.key", Set.of("tls.key", "tls.key-password"));

    /** What the builder has besides the policies: properties, or beans of the application. */
    private static final Map<String, Set<String>> OF_THE_CLIENT = Map.ofEntries(
            Map.entry("baseUri", Set.of("base-uri")),
            Map.entry("header", Set.of("headers")),
            Map.entry(
                    "auth",
                    Set.of(
                            "auth.basic.user",
                            "auth.basic.password",
                            "auth.bearer-token",
                            "auth.api-key.header",
                            "auth.api-key.value")),
            Map.entry("userAgent", Set.of("user-agent")),
            Map.entry("budgetHeader", Set.of("budget-header")),
            Map.entry("requestIdHeader", Set.of("request-id-header")),
            Map.entry("hops", Set.of("hops.*.name", "hops.*.timeout", "hops.*.keep-alive", "hops-warn-only")),
            Map.entry("sslContext", Set.of("ssl-bundle")));

    private static final Set<String> IN_CODE = Set.of(
            "name",
            "cookieJar",
            "codec",
            "callInterceptor",
            "attemptInterceptor",
            "listener",
            "meterRegistry",
            "observationRegistry",
            "circuitBreakerRegistry",
            "addressGuard",
            "diagnoser",
            "executor");

    @Test
    void everySettingOfTheCoreIsAPropertyAndTheOtherWayRound() throws IOException {
        Set<String> wanted = new TreeSet<>();
        for (String setting : table("settings")) {
            String name = KnownProperties.dashed(setting);
            wanted.addAll(WRITTEN_OTHERWISE.getOrDefault(name, Set.of(name)));
        }
        OF_THE_CLIENT.values().forEach(wanted::addAll);
        assertThat(new TreeSet<>(PropertyLeaves.of(ClientProperties.class, ""))).isEqualTo(wanted);
    }

    @Test
    void everythingElseOfTheBuilderIsSetInCode() throws IOException {
        Set<String> known = new TreeSet<>(IN_CODE);
        known.addAll(OF_THE_CLIENT.keySet());
        assertThat(new TreeSet<>(table("client"))).isEqualTo(known);
    }

    @Test
    void whatAllClientsCanHaveInCommonIsWhatOneCanHaveLessItsService() {
        Set<String> ofOne = new TreeSet<>(PropertyLeaves.of(ClientProperties.class, ""));
        ofOne.removeIf(name -> name.matches("base-uri|auth\\..*|hops.*"));
        assertThat(new TreeSet<>(PropertyLeaves.of(SharedProperties.class, ""))).isEqualTo(ofOne);
    }

    @Test
    void theMetadataHasEveryPropertyWithTypeAndDescription() throws IOException {
        Map<String, JsonNode> metadata = metadata();
        Set<String> known = PropertyLeaves.of(HopguardProperties.class, "hopguard.").stream()
                .filter(name -> !name.startsWith("hopguard.clients."))
                .collect(Collectors.toCollection(TreeSet::new));
        known.add("hopguard.clients");
        assertThat(new TreeSet<>(metadata.keySet())).isEqualTo(known);
        assertThat(metadata.values()).allSatisfy(property -> {
            assertThat(property.path("type").asString("")).isNotEmpty();
            assertThat(property.path("description").asString("")).endsWith(".");
        });
    }

    @Test
    void theMetadataHasTheDefaultsOfTheCore() throws Exception {
        Map<String, Object> policies = Map.ofEntries(
                Map.entry("timeouts", TimeoutPolicy.builder().build()),
                Map.entry("retry", RetryPolicy.builder().build()),
                Map.entry("retry-budget", RetryBudgetPolicy.builder().build()),
                Map.entry("circuit-breaker", CircuitBreakerPolicy.builder().build()),
                Map.entry("bulkhead", BulkheadPolicy.builder().build()),
                Map.entry("redirects", RedirectPolicy.builder().build()),
                Map.entry("connections", ConnectionPolicy.builder().build()),
                Map.entry("limits", ResponseLimits.builder().build()),
                Map.entry("tls", TlsPolicy.builder().build()),
                Map.entry("meters", MeterPolicy.builder().build()),
                Map.entry("logs", LogPolicy.builder().build()),
                Map.entry("redaction", Redaction.builder().build()));
        int compared = 0;
        for (Map.Entry<String, JsonNode> property : metadata().entrySet()) {
            String[] name = property.getKey().replace(DEFAULTS, "").split("\\.");
            if (name.length == 2 && policies.containsKey(name[0]) && !name[1].endsWith("-password")) {
                Object policy = policies.get(name[0]);
                Object real = policy.getClass().getMethod(camel(name[1])).invoke(policy);
                assertThat(shown(property.getValue().get("defaultValue"), real))
                        .as(property.getKey())
                        .isEqualTo(real);
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(55);
    }

    /** Also of what no policy of the core holds: a default that is written out changes nothing. */
    @Test
    void aDefaultThatIsWrittenOutChangesNothing() throws IOException {
        List<String> written = new ArrayList<>();
        for (Map.Entry<String, JsonNode> property : metadata().entrySet()) {
            JsonNode value = property.getValue().get("defaultValue");
            if (value != null && property.getKey().startsWith(DEFAULTS)) {
                written.add(property.getKey() + "=" + commas(value));
            }
        }
        assertThat(written).hasSizeGreaterThan(55);
        assertThat(described(written)).isEqualTo(described(List.of()));
        String proxied = DEFAULTS + "proxy.uri=http://127.0.0.1:1";
        written.add(proxied);
        assertThat(described(written)).isEqualTo(described(List.of(proxied)));
    }

    @Test
    void theNamesInTheMetadataAreSentByDefault() throws IOException {
        Map<String, JsonNode> metadata = metadata();
        try (ScriptedServer server = ScriptedServer.ok("fine")) {
            Application.runner("hopguard.clients.orders.base-uri=" + server.url())
                    .run(context -> context.getBean("orders", ResilientClient.class)
                            .get("/")
                            .send());
            assertThat(server.requests().get(0))
                    .contains("\r\nUser-Agent: " + value(metadata, "user-agent") + "\r\n")
                    .contains("\r\n" + value(metadata, "request-id-header") + ": ")
                    .containsIgnoringCase("\r\n" + value(metadata, "budget-header") + ": ");
        }
    }

    private static String value(Map<String, JsonNode> metadata, String name) {
        return metadata.get(DEFAULTS + name).get("defaultValue").asString();
    }

    private static String commas(JsonNode value) {
        return value.isArray()
                ? StreamSupport.stream(value.spliterator(), false)
                        .map(JsonNode::asString)
                        .collect(Collectors.joining(","))
                : value.asString();
    }

    private static String described(List<String> properties) {
        StringBuilder described = new StringBuilder();
        Application.runner(properties.toArray(String[]::new))
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .run(context -> described.append(context.getBean(HopguardClients.class)
                        .shared(HttpClientSettings.defaults())
                        .describe()));
        return described.toString();
    }

    /** As the core has it. */
    private static Object shown(JsonNode value, Object real) {
        if (value == null) {
            return real instanceof Set<?> ? Set.of() : real instanceof List<?> ? List.of() : null;
        }
        if (real instanceof List<?>) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(end -> DurationStyle.detectAndParse(end.asString()))
                    .toList();
        }
        if (real instanceof Duration) {
            return DurationStyle.detectAndParse(value.asString());
        }
        if (real instanceof Set<?>) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(JsonNode::asInt)
                    .collect(Collectors.toSet());
        }
        if (real instanceof Enum<?> constant) {
            return Enum.valueOf(
                    constant.getDeclaringClass(),
                    value.asString().toUpperCase(Locale.ROOT).replace('-', '_'));
        }
        return real instanceof Long
                ? (Object) value.asLong()
                : real instanceof Integer
                        ? (Object) value.asInt()
                        : real instanceof Double ? (Object) value.asDouble() : (Object) value.asBoolean();
    }

    private static String camel(String dashed) {
        return Pattern.compile("-(.)")
                .matcher(dashed)
                .replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT));
    }

    private static Map<String, JsonNode> metadata() throws IOException {
        try (InputStream in =
                HopguardProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            JsonNode all = JsonMapper.shared().readTree(in).get("properties");
            return StreamSupport.stream(all.spliterator(), false)
                    .filter(property -> property.get("name").asString().startsWith("hopguard"))
                    .collect(Collectors.toMap(property -> property.get("name").asString(), property -> property));
        }
    }

    /** The first column of a table of the guide. */
    private static List<String> table(String name) throws IOException {
        return Files.readString(Path.of("../docs/guide.md"))
                .split(Pattern.quote("<!-- table: " + name + " -->"))[1]
                .strip()
                .lines()
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .map(line -> line.split("`")[1])
                .toList();
    }
}

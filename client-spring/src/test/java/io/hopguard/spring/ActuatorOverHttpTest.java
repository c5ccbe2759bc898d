package io.hopguard.spring;

import static io.hopguard.spring.ScriptedServer.response;
import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.ResilientClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The endpoint as an operator meets it: a whole application, asked over HTTP. */
class ActuatorOverHttpTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Shop {}

    private static ConfigurableApplicationContext shop(ScriptedServer server, String... more) {
        return new SpringApplicationBuilder(Shop.class)
                .properties(Map.of(
                        "server.port", "0",
                        "server.address", "127.0.0.1",
                        "management.endpoints.web.exposure.include", "health,hopguard",
                        "management.endpoint.health.show-details", "always",
                        "hopguard.clients.orders.base-uri", server.url(),
                        "hopguard.clients.orders.retry.max-attempts", "2",
                        "hopguard.clients.orders.retry.base-delay", "1ms",
                        "hopguard.clients.orders.retry.max-delay", "1ms"))
                .run(more);
    }

    private static ScriptedServer failing() {
        return ScriptedServer.answering(response(502, "Proxy-Status: edge; error=connection_refused\r\n", "")
                .replace("502 X", "502 Bad Gateway"));
    }

    private static HttpResponse<String> send(
            ConfigurableApplicationContext shop, String path, HttpRequest.Builder request) throws Exception {
        String port = shop.getEnvironment().getProperty("local.server.port");
        return HTTP.send(
                request.uri(URI.create("http://127.0.0.1:" + port + "/actuator/" + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(ConfigurableApplicationContext shop, String path) throws Exception {
        return send(shop, path, HttpRequest.newBuilder());
    }

    private static HttpResponse<String> post(ConfigurableApplicationContext shop, String path, String body)
            throws Exception {
        return send(
                shop,
                path,
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void theExampleOfTheDocumentIsWhatItAnswers() throws Exception {
        try (ScriptedServer server = failing();
                ConfigurableApplicationContext shop = shop(server)) {
            shop.getBean("orders", ResilientClient.class)
                    .get("/orders/{id}", 42)
                    .send();
            HttpResponse<String> answer = get(shop, "hopguard");
            assertThat(answer.statusCode()).isEqualTo(200);
            JsonNode all = JSON.readTree(answer.body());
            assertThat(all.path("clients").propertyNames()).containsExactly("default", "orders");
            HttpResponse<String> one = get(shop, "hopguard/orders");
            assertThat(JSON.readTree(one.body())).isEqualTo(all.path("clients").path("orders"));
            assertThat(asInTheDocument((ObjectNode) JSON.readTree(one.body()), server))
                    .isEqualTo(JSON.readTree(example()));
            assertThat(get(shop, "hopguard/prices").statusCode()).isEqualTo(404);
        }
    }

    /** What differs from run to run is what the document has; of the configuration, which is text, it has the first line. */
    private static JsonNode asInTheDocument(ObjectNode client, ScriptedServer server) {
        ObjectNode failure = (ObjectNode) client.path("lastFailures").path(0);
        failure.put("when", "2026-03-01T12:00:00.250Z")
                .put("requestId", "0f5ac0aa1b2c4d3e")
                .put("elapsedMs", 9);
        failure.path("attempts")
                .forEach(attempt -> ((ObjectNode) attempt)
                        .put("elapsedMs", 4)
                        .put("waitedMs", attempt.path("number").asInt() - 1));
        String first = client.path("configuration").path(0).asString();
        client.putArray("configuration").add(first);
        return JSON.readTree(client.toString()
                .replace(server.url(), "https://orders.example.com")
                .replace("127.0.0.1:" + server.port(), "192.0.2.7:443"));
    }

    private static String example() throws IOException {
        return Files.readString(Path.of("../docs/spring.md"))
                .split("```json\n")[1]
                .split("```")[0];
    }

    @Test
    void anOperatorMaySetABreakerWhereThatWasSwitchedOn() throws Exception {
        String force = "{\"target\": \"%s\", \"action\": \"force-open\"}";
        try (ScriptedServer server = failing();
                ConfigurableApplicationContext shop = shop(
                        server,
                        "--hopguard.actuator.breaker-control=true",
                        "--management.endpoint.hopguard.access=unrestricted")) {
            HttpResponse<String> forced = post(shop, "hopguard/orders", force.formatted(server.url()));
            assertThat(forced.statusCode()).isEqualTo(200);
            assertThat(JSON.readTree(forced.body()))
                    .isEqualTo(
                            JSON.createObjectNode().put("target", server.url()).put("state", "FORCED_OPEN"));
            JsonNode health = JSON.readTree(get(shop, "health").body());
            assertThat(health.path("status").asString()).isEqualTo("UP");
            assertThat(health.at("/components/hopguard/details/breakersNotClosed/orders")
                            .path(server.url())
                            .asString())
                    .isEqualTo("FORCED_OPEN");
            HttpResponse<String> refused = post(shop, "hopguard/prices", force.formatted(server.url()));
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(JSON.readTree(refused.body()).path("refused").asString())
                    .isEqualTo("no client of that name; there are [default, orders]");
            assertThat(post(shop, "hopguard/orders", "{\"action\": \"reset\"}").statusCode())
                    .as("without a target")
                    .isEqualTo(400);
            assertThat(post(shop, "hopguard/orders", "{\"target\": \"" + server.url() + "\", \"action\": \"reset\"}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(get(shop, "health").body()).doesNotContain("FORCED_OPEN");
        }
    }

    @Test
    void otherwiseThereIsNothingToPostTo() throws Exception {
        try (ScriptedServer server = failing();
                ConfigurableApplicationContext shop = shop(server)) {
            HttpResponse<String> refused =
                    post(shop, "hopguard/orders", "{\"target\": \"" + server.url() + "\", \"action\": \"force-open\"}");
            assertThat(refused.statusCode()).isEqualTo(405);
            assertThat(shop.getBean("orders", ResilientClient.class).state().targets())
                    .isEmpty();
        }
    }
}

package io.hopguard.spring;

import static io.hopguard.spring.ScriptedServer.response;
import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.ResilientClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The endpoint that changes clients, as an operator meets it. */
class RefreshEndpointTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String ACCESS = "--management.endpoint.hopguardrefresh.access=unrestricted";

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Shop {}

    private static ConfigurableApplicationContext shop(ScriptedServer server, String... more) {
        return new SpringApplicationBuilder(Shop.class)
                .properties(Map.of(
                        "server.port", "0",
                        "server.address", "127.0.0.1",
                        "management.endpoints.web.exposure.include", "hopguard,hopguardrefresh",
                        "hopguard.clients.orders.base-uri", server.url(),
                        "hopguard.clients.orders.retry.max-attempts", "1",
                        "hopguard.clients.orders.retry.base-delay", "1ms"))
                .run(more);
    }

    private static HttpResponse<String> refresh(ConfigurableApplicationContext shop) throws Exception {
        String port = shop.getEnvironment().getProperty("local.server.port");
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/hopguardrefresh"))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text.replace('\'', '"'));
    }

    @Test
    void whatTheEnvironmentSaysNowHoldsForTheNextCall() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(response(503, "", ""));
                ConfigurableApplicationContext shop = shop(server, ACCESS)) {
            TestPropertyValues.of("hopguard.clients.orders.retry.max-attempts=3", "hopguard.errors.enabled=true")
                    .applyTo(shop);
            HttpResponse<String> answer = refresh(shop);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(json(answer.body()))
                    .isEqualTo(json("{'changed': ['orders'], 'needsRestart': ['hopguard.errors'], 'refused': []}"));
            shop.getBean("orders", ResilientClient.class).get("/").send();
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void whatCannotWorkIsRefusedWithTheReason() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(response(503, "", ""));
                ConfigurableApplicationContext shop = shop(server, ACCESS)) {
            TestPropertyValues.of("hopguard.clients.orders.retry.max-attempts=0")
                    .applyTo(shop);
            HttpResponse<String> answer = refresh(shop);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(json(answer.body()).path("changed")).isEmpty();
            assertThat(json(answer.body()).path("refused").path(0).asString())
                    .startsWith("hopguard.clients.orders.retry.max-attempts is 0; must be at least 1");
            shop.getBean("orders", ResilientClient.class).get("/").send();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void itIsNotThereUnlessAccessWasGiven() throws Exception {
        try (ScriptedServer server = ScriptedServer.ok("fine");
                ConfigurableApplicationContext shop = shop(server)) {
            assertThat(refresh(shop).statusCode()).isEqualTo(404);
            assertThat(shop.getBeansOfType(HopguardRefreshEndpoint.class)).isEmpty();
            assertThat(shop.getBeansOfType(HopguardRefresher.class)).hasSize(1);
        }
    }
}

package io.hopguard.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.UseMainMethod;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import tools.jackson.databind.JsonNode;

/** The application, as its main method starts it, with everything that the buttons of its page do. */
@SpringBootTest(
        classes = ShopApplication.class,
        useMainMethod = UseMainMethod.ALWAYS,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"server.tomcat.threads.max=60", "server.tomcat.threads.min-spare=60"})
abstract class ShopBase {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Value("${local.server.port}")
    private int port;

    Shop shop() {
        return new Shop(port, HTTP);
    }

    @BeforeEach
    void begin() throws Exception {
        shop().recover();
    }

    @Test
    void handsOutOrders() throws Exception {
        HttpResponse<String> answer = shop().get("/orders/7");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"id\":7,\"customer\":\"customer 7\",\"totalCents\":795}");
    }

    @Test
    void flakyAnswersAreMadeUpForByRetries() throws Exception {
        long calls = shop().count("calls");
        long well = shop().count("calls", "outcome:2xx");
        long attempts = shop().count("attempts");
        shop().press(Condition.FLAKY);

        for (int id = 1; id <= 4; id++) {
            assertThat(shop().get("/orders/" + id).statusCode()).isEqualTo(200);
        }

        assertThat(shop().count("calls") - calls).isEqualTo(4);
        assertThat(shop().count("calls", "outcome:2xx") - well).isEqualTo(4);
        assertThat(shop().count("attempts") - attempts).isBetween(5L, 6L);
    }

    @Test
    void aServiceThatIsDownIsGivenARestUntilItIsWellAgain() throws Exception {
        shop().press(Condition.UNAVAILABLE);
        assertThat(shop().json("/orders/1").path("code").asString()).isEqualTo("service_unavailable");

        Shop.await(
                "open breaker",
                () -> shop().json("/orders/2").path("code").asString().equals("circuit_open"));
        int asked = shop().requestsAtTheService();
        HttpResponse<String> refused = shop().get("/orders/3");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 2L);
        assertThat(shop().target().at("/breaker/state").asString()).isEqualTo("OPEN");
        assertThat(shop().requestsAtTheService()).isEqualTo(asked);

        shop().recover();
        assertThat(shop().target().at("/breaker/state").asString()).isEqualTo("CLOSED");
    }

    @Test
    void callersAreNotToldWhatStandsBehind() throws Exception {
        shop().press(Condition.DOWN);

        HttpResponse<String> answer = shop().get("/orders/7");

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("CONNECTION_REFUSED").doesNotContain("nginx", "127.0.0.1");
    }

    @Test
    void thePageAndWhatItReadsAreThere() throws Exception {
        String page = shop().get("/").body();
        assertThat(page).contains("shop.js", "shop.css");
        for (Condition condition : Condition.values()) {
            assertThat(page).contains("data-condition=\"" + condition + "\"");
        }
        assertThat(shop().get("/shop.css").body()).contains(".figures");
        assertThat(shop().get("/shop.js").body()).contains("actuator/hopguard/orders", "actuator/metrics/");
        JsonNode client = shop().client();
        assertThat(client.at("/bulkhead/max").asInt()).isEqualTo(64);
        assertThat(client.at("/pool").propertyNames()).contains("leased", "available");
        assertThat(client.at("/targets/0/breaker").propertyNames()).contains("state", "rejections");
        assertThat(client.at("/targets/0/retryBudget/capacity").asInt()).isEqualTo(10);
    }

    @Test
    void otherButtonsThereAreNot() throws Exception {
        assertThat(shop().get("/upstream/WELL").statusCode()).isEqualTo(405);
        assertThat(shop().get("/actuator/env").statusCode()).isEqualTo(404);
    }

    @Test
    void fiveHundredCallsInTroubleLeaveNothingBehind() throws Exception {
        Crowd crowd = new Crowd(shop());
        Map<String, Long> threads = crowd.threadsAfterWarmUp();

        Crowd.Outcome outcome = crowd.ask(
                Condition.FLAKY, Condition.SLOW, Condition.HALF, Condition.DOWN, Condition.BAD_GATEWAY, Condition.WELL);

        assertThat(outcome.total()).isEqualTo(Crowd.CALLS);
        assertThat(outcome.answers().keySet()).isSubsetOf(200, 502, 503, 504).contains(200);
        assertThat(outcome.requests()).isLessThanOrEqualTo(Crowd.CALLS * 11 / 10 + 10);
        crowd.awaitRest(threads);
    }
}

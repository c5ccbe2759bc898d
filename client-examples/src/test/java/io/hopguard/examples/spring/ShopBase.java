package io.hopguard.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
        properties = {"server.tomcat.threads.max=50", "server.tomcat.threads.min-spare=50"})
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
        JsonNode before = shop().client();
        shop().press(Condition.FLAKY);

        for (int id = 1; id <= 4; id++) {
            assertThat(shop().get("/orders/" + id).statusCode()).isEqualTo(200);
        }

        JsonNode after = shop().client();
        assertThat(grown("calls", before, after)).isEqualTo(4);
        assertThat(grown("attempts", before, after)).isBetween(5L, 6L);
        assertThat(grown("failures", before, after)).isZero();
    }

    @Test
    void aServiceThatIsDownIsGivenARestUntilItIsWellAgain() throws Exception {
        shop().press(Condition.UNAVAILABLE);
        assertThat(shop().json("/orders/1").path("code").asString()).isEqualTo("service_unavailable");

        Shop.await(
                "open breaker",
                () -> shop().json("/orders/2").path("code").asString().equals("circuit_open"));
        assertThat(shop().get("/orders/3").statusCode()).isEqualTo(503);
        assertThat(shop().target().path("breaker").asString()).isEqualTo("open");
        int asked = shop().json("/upstream").path("requests").asInt();
        assertThat(shop().get("/orders/3").statusCode()).isEqualTo(503);
        assertThat(shop().json("/upstream").path("requests").asInt()).isEqualTo(asked);

        shop().recover();
        assertThat(shop().target().path("breaker").asString()).isEqualTo("closed");
    }

    @Test
    void thePageAndWhatItNeedsAreThere() throws Exception {
        assertThat(shop().get("/").body()).contains("shop.js", "shop.css");
        assertThat(shop().get("/shop.css").body()).contains(".figures");
        String script = shop().get("/shop.js").body();
        for (Condition condition : Condition.values()) {
            assertThat(shop().get("/").body())
                    .contains("data-condition=\"" + condition.name().toLowerCase() + "\"");
        }
        assertThat(script).contains("fetch('state')");
    }

    @Test
    void fiveHundredAtOnceInTroubleLeaveNothingBehind() throws Exception {
        Crowd crowd = new Crowd(shop());
        Crowd.joined(crowd.ask()); // so that the pools of threads have their sizes
        crowd.awaitRest();
        long threads = Crowd.threads();

        List<CompletableFuture<HttpResponse<String>>> answers = crowd.ask();
        for (Condition condition : List.of(Condition.FLAKY, Condition.SLOW, Condition.REFUSING, Condition.WELL)) {
            shop().press(condition);
        }
        assertThat(Crowd.joined(answers)).isSubsetOf(200, 502, 503, 504);

        crowd.awaitRest();
        Shop.await("end of threads", () -> Crowd.threads() <= threads);
    }

    static long grown(String figure, JsonNode before, JsonNode after) {
        return after.path(figure).asLong() - before.path(figure).asLong();
    }
}

package io.hopguard.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.UseMainMethod;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** With time enough for everybody on a busy machine, and with no breaker that would help the retry budget. */
@SpringBootTest(
        classes = ShopApplication.class,
        useMainMethod = UseMainMethod.ALWAYS,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "shop.nginx=false",
            "server.tomcat.threads.max=60",
            "server.tomcat.threads.min-spare=60",
            "hopguard.clients.orders.circuit-breaker.enabled=false",
            "hopguard.clients.orders.timeouts.total=60s",
            "hopguard.clients.orders.timeouts.attempt=30s",
            "hopguard.clients.orders.timeouts.connect=30s",
            "hopguard.clients.orders.timeouts.lease=30s"
        })
class ShopCrowdTest {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Value("${local.server.port}")
    private int port;

    private Crowd crowd() {
        return new Crowd(new Shop(port, HTTP));
    }

    @BeforeEach
    void begin() throws Exception {
        crowd().shop().press(Condition.WELL);
    }

    @Test
    void fiveHundredCallsAllHaveTheirOrders() throws Exception {
        Map<String, Long> threads = crowd().threadsAfterWarmUp();

        Crowd.Outcome outcome = crowd().ask();

        assertThat(outcome).isEqualTo(new Crowd.Outcome(Map.of(200, Crowd.CALLS), Crowd.CALLS));
        crowd().awaitRest(threads);
    }

    @Test
    void fiveHundredCallsToABrokenServiceAddATenthToItsLoad() throws Exception {
        Map<String, Long> threads = crowd().threadsAfterWarmUp();
        crowd().shop().press(Condition.UNAVAILABLE);

        Crowd.Outcome outcome = crowd().ask();

        assertThat(outcome.answers()).isEqualTo(Map.of(503, Crowd.CALLS));
        assertThat(outcome.requests()).isBetween(Crowd.CALLS + 1, Crowd.CALLS * 11 / 10 + 10);
        crowd().awaitRest(threads);
    }
}

package io.hopguard.spring;

import static io.hopguard.spring.ScriptedServer.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hopguard.client.error.DeadlineExceededException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.registry.ImportHttpServices;

/** HTTP services, declared as interfaces. */
class HttpServicesTest {
    private static final String BAD = response(502, "", "");

    /** A service of a group that has a client of its name. */
    interface Orders {
        @GetExchange("/orders/{id}")
        String order(@PathVariable int id);

        @GetExchange("/orders/{id}")
        String order(@PathVariable int id, @RequestAttribute(HopguardAttributes.TIMEOUT) Duration timeout);
    }

    /** A service of a group that has none. */
    interface Stock {
        @GetExchange("/parts/{id}")
        String part(@PathVariable int id);
    }

    @Configuration(proxyBeanMethods = false)
    @ImportHttpServices(group = "orders", types = Orders.class)
    @ImportHttpServices(group = "stock", types = Stock.class)
    static class Services {}

    @Test
    void aGroupGoesThroughTheClientOfItsName() {
        try (ScriptedServer server = ScriptedServer.answering(BAD)) {
            Application.runner(
                            "hopguard.clients.orders.base-uri=" + server.url() + "/v2",
                            "hopguard.clients.orders.retry.max-attempts=2",
                            "hopguard.clients.orders.headers.X-Tenant=acme")
                    .withUserConfiguration(Services.class)
                    .run(context -> assertThatThrownBy(
                                    () -> context.getBean(Orders.class).order(7))
                            .hasMessageContaining("502"));
            assertThat(server.requests())
                    .hasSize(2)
                    .allMatch(sent -> sent.startsWith("GET /v2/orders/7 ") && sent.contains("X-Tenant: acme\r\n"));
        }
    }

    @Test
    void theBaseUrlOfAGroupServesItsClientToo() {
        try (ScriptedServer server = ScriptedServer.ok("fine")) {
            Application.runner(
                            "spring.http.serviceclient.orders.base-url=" + server.url(),
                            "hopguard.clients.orders.auth.bearer-token=t-1")
                    .withUserConfiguration(Services.class)
                    .run(context -> {
                        assertThat(context.getBean(Orders.class).order(7)).isEqualTo("fine");
                        assertThat(context.getBean(HopguardClients.class)
                                        .client("orders")
                                        .get("/direct")
                                        .fetch(String.class))
                                .isEqualTo("fine");
                    });
            assertThat(server.requests()).hasSize(2).allMatch(sent -> sent.contains("Authorization: Bearer t-1\r\n"));
        }
    }

    @Test
    void aGroupWithoutAClientGoesThroughTheSharedOne() {
        try (ScriptedServer server = ScriptedServer.answering(BAD)) {
            Application.runner(
                            "spring.http.serviceclient.stock.base-url=" + server.url(),
                            "hopguard.defaults.retry.max-attempts=2",
                            "hopguard.clients.orders.retry.max-attempts=1")
                    .withUserConfiguration(Services.class)
                    .run(context -> assertThatThrownBy(
                                    () -> context.getBean(Stock.class).part(7))
                            .hasMessageContaining("502"));
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void oneCallMayHaveATimeoutOfItsOwn() {
        try (ScriptedServer server = new ScriptedServer(c -> {
            c.request();
            c.silence(9_000);
        })) {
            Application.runner("hopguard.clients.orders.base-uri=" + server.url())
                    .withUserConfiguration(Services.class)
                    .run(context -> assertThatThrownBy(
                                    () -> context.getBean(Orders.class).order(7, Duration.ofMillis(100)))
                            .isInstanceOf(ResourceAccessException.class)
                            .rootCause()
                            .isInstanceOf(DeadlineExceededException.class));
        }
    }
}

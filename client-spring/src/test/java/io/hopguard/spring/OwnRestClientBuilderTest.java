package io.hopguard.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.web.client.RestClient;

/** Builders of the application's own are its own. */
class OwnRestClientBuilderTest {
    private static void ask(RestClient client, String uri) {
        client.get().uri(uri).retrieve().toBodilessEntity();
    }

    @Test
    void aRestClientOfAClientLeavesABuilderOfTheApplicationAsItIs() {
        RestClient.Builder own = RestClient.builder().defaultHeader("X-Own", "yes");
        try (ScriptedServer orders = ScriptedServer.ok("an order");
                ScriptedServer other = ScriptedServer.ok("other")) {
            Application.runner("hopguard.clients.orders.base-uri=" + orders.url() + "/v2")
                    .withBean(RestClient.Builder.class, () -> own)
                    .withBean(RestClientCustomizer.class, () -> builder -> builder.defaultHeader("X-Customized", "yes"))
                    .run(context -> {
                        ask(context.getBean("ordersRestClient", RestClient.class), "/orders");
                        ask(own.baseUrl(other.url()).build(), "/other");
                    });
            assertThat(orders.requests()).singleElement().asString().startsWith("GET /v2/orders ");
            assertThat(orders.requests().get(0)).contains("X-Customized: yes").doesNotContain("X-Own");
            assertThat(other.requests()).singleElement().asString().contains("X-Own: yes");
        }
    }

    @Test
    void anApplicationWithSeveralBuildersStarts() {
        try (ScriptedServer orders = ScriptedServer.ok("an order")) {
            Application.runner("hopguard.clients.orders.base-uri=" + orders.url())
                    .withBean("one", RestClient.Builder.class, RestClient::builder)
                    .withBean("two", RestClient.Builder.class, RestClient::builder)
                    .run(context -> {
                        assertThat(context).hasNotFailed();
                        ask(context.getBean("ordersRestClient", RestClient.class), "/orders");
                    });
            assertThat(orders.requests()).hasSize(1);
        }
    }
}

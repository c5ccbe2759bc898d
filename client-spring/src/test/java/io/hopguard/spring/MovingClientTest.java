package io.hopguard.spring;

import static io.hopguard.spring.RefreshTest.application;
import static io.hopguard.spring.RefreshTest.refresh;
import static io.hopguard.spring.RefreshTest.set;
import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.ResilientClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.RestClient;

/** A base URI that changes while requests are on their way to it. */
class MovingClientTest {
    private static final String BASE_URI = "hopguard.clients.orders.base-uri=";

    private static String body(ClientHttpRequest request) throws Exception {
        try (ClientHttpResponse answer = request.execute()) {
            return new String(answer.getBody().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aRequestGoesWhereItsClientIsWhenItIsSent() {
        try (ScriptedServer first = ScriptedServer.ok("first");
                ScriptedServer second = ScriptedServer.ok("second")) {
            application(BASE_URI + first.url() + "/v1").run(context -> {
                ClientHttpRequestFactory orders =
                        context.getBean(HopguardClients.class).requestFactory("orders");
                ClientHttpRequest request =
                        orders.createRequest(URI.create(first.url() + "/v1/orders?q=a"), HttpMethod.GET);
                refresh(context, BASE_URI + second.url() + "/v2/");
                assertThat(body(request)).isEqualTo("second");
                assertThat(request.getURI()).hasToString(second.url() + "/v2/orders?q=a");
            });
            assertThat(first.requests()).isEmpty();
            assertThat(second.requests()).singleElement().asString().startsWith("GET /v2/orders?q=a ");
        }
    }

    @Test
    void aRequestIsSentWhereItsClientStillIsThoughThePropertiesLeadElsewhere() {
        try (ScriptedServer first = ScriptedServer.ok("first")) {
            application(BASE_URI + first.url()).run(context -> {
                ClientHttpRequestFactory before =
                        context.getBean(HopguardClients.class).requestFactory("orders");
                context.getBean(ClientAssembly.class).use(movedTo(context, "http://else.invalid/v2"));
                ClientHttpRequestFactory after =
                        context.getBean(HopguardClients.class).requestFactory("orders");
                assertThat(body(before.createRequest(URI.create(first.url() + "/a"), HttpMethod.GET)))
                        .isEqualTo("first");
                assertThat(body(after.createRequest(URI.create("http://else.invalid/v2/b"), HttpMethod.GET)))
                        .isEqualTo("first");
            });
            assertThat(first.requests().get(0)).startsWith("GET /a ");
            assertThat(first.requests().get(1)).startsWith("GET /b ");
        }
    }

    private static HopguardProperties movedTo(ApplicationContext context, String baseUri) {
        set(context, BASE_URI + baseUri);
        return Binder.get(context.getEnvironment()).bindOrCreate("hopguard", HopguardProperties.class);
    }

    @Test
    void noCallFailsWhileAClientMovesToAndFro() {
        try (ScriptedServer first = ScriptedServer.ok("first");
                ScriptedServer second = ScriptedServer.ok("second")) {
            application(BASE_URI + first.url()).run(context -> {
                RestClient orders = context.getBean("ordersRestClient", RestClient.class);
                AtomicBoolean over = new AtomicBoolean();
                CompletableFuture<Integer> calls = CompletableFuture.supplyAsync(() -> {
                    int made = 0;
                    for (; !over.get(); made++) {
                        orders.get().uri("/orders").retrieve().body(String.class);
                    }
                    return made;
                });
                for (int move = 0; move < 10; move++) {
                    refresh(context, BASE_URI + (move % 2 == 0 ? second : first).url());
                }
                over.set(true);
                assertThat(calls.get(60, TimeUnit.SECONDS)).isPositive();
            });
        }
    }

    @Test
    void aClientOfTheApplicationStaysWhereItIs() {
        try (ScriptedServer server = ScriptedServer.ok("there")) {
            application(BASE_URI + server.url() + "/v1")
                    .withBean(
                            "orders",
                            ResilientClient.class,
                            () -> ResilientClient.builder()
                                    .baseUri(server.url())
                                    .build())
                    .run(context -> assertThat(context.getBean(HopguardClients.class)
                                    .restClient("orders")
                                    .get()
                                    .uri("/orders")
                                    .retrieve()
                                    .body(String.class))
                            .isEqualTo("there"));
            assertThat(server.requests()).singleElement().asString().startsWith("GET /v1/orders ");
        }
    }
}

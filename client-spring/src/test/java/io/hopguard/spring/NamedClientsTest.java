package io.hopguard.spring;

import static io.hopguard.spring.ScriptedServer.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hopguard.client.ResilientClient;
import io.hopguard.client.codec.BodyCodec;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.event.CallEnded;
import io.hopguard.client.extend.CallListener;
import io.hopguard.client.extend.Interceptor;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Clients by name: beans, what they inherit, and what of the application they get. */
class NamedClientsTest {
    /** What a user writes. */
    record Shop(
            @Qualifier("orders") ResilientClient orders,
            @Qualifier("stock") ResilientClient stock,
            RestClient ordersRestClient) {}

    @Test
    void eachNameIsAClientAndARestClient() {
        try (ScriptedServer orders = ScriptedServer.ok("an order");
                ScriptedServer stock = ScriptedServer.ok("a part")) {
            Application.runner(
                            "hopguard.clients.orders.base-uri=" + orders.url() + "/v2",
                            "hopguard.clients.stock.base-uri=" + stock.url())
                    .withBean(Shop.class)
                    .run(context -> {
                        Shop shop = context.getBean(Shop.class);
                        assertThat(shop.orders().get("/orders/{id}", 1).fetch(String.class))
                                .isEqualTo("an order");
                        assertThat(shop.stock().get("/parts").fetch(String.class))
                                .isEqualTo("a part");
                        assertThat(shop.ordersRestClient()
                                        .get()
                                        .uri("/orders/{id}", 2)
                                        .retrieve()
                                        .body(String.class))
                                .isEqualTo("an order");
                        HopguardClients clients = context.getBean(HopguardClients.class);
                        assertThat(clients.names()).containsExactly("orders", "stock");
                        assertThat(clients.client("orders")).isSameAs(shop.orders());
                        assertThat(clients.restClient("stock")
                                        .get()
                                        .uri("/parts")
                                        .retrieve()
                                        .body(String.class))
                                .isEqualTo("a part");
                        assertThatThrownBy(() -> clients.client("prices"))
                                .hasMessage("no client 'prices' below hopguard.clients; there are [orders, stock]");
                    });
            assertThat(orders.requests()).hasSize(2).allMatch(sent -> sent.startsWith("GET /v2/orders/"));
            assertThat(orders.connections()).as("one pool for both").isOne();
        }
    }

    @Test
    void aClientInheritsWhatItDoesNotSay() {
        Application.runner(
                        "hopguard.defaults.timeouts.total=4s",
                        "hopguard.defaults.timeouts.attempt=3500ms",
                        "hopguard.defaults.retry.base-delay=50ms",
                        "hopguard.defaults.headers.X-One=1",
                        "hopguard.clients.orders.timeouts.attempt=700ms",
                        "hopguard.clients.orders.retry.max-delay=90ms",
                        "hopguard.clients.orders.headers.X-Two=2")
                .run(context -> assertThat(
                                context.getBean("orders", ResilientClient.class).describe())
                        .contains("4 s", "700 ms", "50 ms", "90 ms", "X-One", "X-Two")
                        .doesNotContain("3.5 s"));
    }

    @Test
    void whatBelongsTogetherIsInheritedTogether() {
        try (ScriptedServer server = ScriptedServer.ok("fine")) {
            Application.runner(
                            "hopguard.defaults.proxy.uri=http://127.0.0.1:1",
                            "hopguard.defaults.proxy.user=u",
                            "hopguard.defaults.proxy.password=s3cret",
                            "hopguard.defaults.headers.x-tenant=all",
                            "hopguard.clients.orders.headers.X-Tenant=acme",
                            "hopguard.clients.orders.proxy.uri=" + server.url(),
                            "hopguard.clients.orderService.proxy.enabled=false",
                            "hopguard.clients.orderService.base-uri=" + server.url())
                    .run(context -> {
                        context.getBean("orders", ResilientClient.class)
                                .get("http://unknown.invalid/")
                                .send();
                        context.getBean("orderService", ResilientClient.class)
                                .get("/direct")
                                .send();
                        assertThat(context.getBean(HopguardProperties.class).toString())
                                .doesNotContain("s3cret", "acme");
                    });
            assertThat(server.requests().get(0))
                    .startsWith("GET http://unknown.invalid/ ")
                    .containsIgnoringCase("\r\nx-tenant: acme\r\n")
                    .doesNotContain("all", "Proxy-Authorization");
            assertThat(server.requests().get(1)).startsWith("GET /direct ").contains("x-tenant: all");
        }
    }

    @Test
    void aBeanOfTheApplicationTakesThePlaceOfTheConfiguredOne() {
        ResilientClient own = ResilientClient.builder().name("mine").build();
        Application.runner("hopguard.clients.orders.base-uri=http://localhost")
                .withBean("orders", ResilientClient.class, () -> own)
                .run(context -> {
                    assertThat(context.getBean("orders")).isSameAs(own);
                    assertThat(context.getBean(HopguardClients.class).client("orders"))
                            .isSameAs(own);
                });
    }

    @Test
    void aBeanOfThatNameAndAnotherTypeIsToldClearly() {
        Application.runner("hopguard.clients.orders.base-uri=http://localhost")
                .withBean("orders", String.class, () -> "mine")
                .run(
                        context -> assertThat(context)
                                .getFailure()
                                .hasMessageContaining(
                                        "hopguard.clients.orders is to be a bean 'orders' of type ResilientClient, but that is the name of a java.lang.String"));
    }

    @Test
    void aRestClientOfTheApplicationIsTheOneThatIsInjectedByType() {
        RestClient own = RestClient.create();
        Application.runner("hopguard.clients.orders.base-uri=http://localhost")
                .withBean("mine", RestClient.class, () -> own)
                .run(context -> assertThat(context.getBean(RestClient.class)).isSameAs(own));
    }

    @Test
    void theApplicationsBeansServeEveryClient() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        List<String> heard = new CopyOnWriteArrayList<>();
        List<String> observed = new CopyOnWriteArrayList<>();
        ObservationRegistry observations = ObservationRegistry.create();
        observations
                .observationConfig()
                .observationHandler(context -> true)
                .observationPredicate((name, context) -> observed.add(name));
        CallListener listener = new CallListener() {
            @Override
            public void callEnded(CallEnded event) {
                heard.add(event.subject().shownTarget());
            }
        };
        Interceptor interceptor = (request, chain) ->
                chain.proceed(request.toBuilder().header("X-Seen", "yes").build());
        try (ScriptedServer server = ScriptedServer.ok("fine")) {
            Application.runner("hopguard.clients.orders.base-uri=" + server.url() + "/v2")
                    .withBean(MeterRegistry.class, () -> registry)
                    .withBean(ObservationRegistry.class, () -> observations)
                    .withBean(CallListener.class, () -> listener)
                    .withBean(Interceptor.class, () -> interceptor)
                    .withBean(HopguardClientCustomizer.class, () -> (name, builder) -> builder.header("X-Client", name))
                    .run(context -> {
                        assertThat(context).hasSingleBean(BodyCodec.class);
                        context.getBean("ordersRestClient", RestClient.class)
                                .get()
                                .uri("/orders/{id}?x={y}", 1, 2)
                                .retrieve()
                                .toBodilessEntity();
                        context.getBean(RestClient.Builder.class)
                                .build()
                                .get()
                                .uri(server.url() + "/any/{id}", 1)
                                .retrieve()
                                .toBodilessEntity();
                        // Closed clients take their meters with them.
                        assertThat(List.of("orders", "default"))
                                .allSatisfy(client -> assertThat(registry.get("hopguard.client.calls")
                                                .tag("client", client)
                                                .timer()
                                                .count())
                                        .isOne());
                    });
            assertThat(observed).contains("hopguard.client.call", "hopguard.client.attempt");
            assertThat(heard).containsExactly("/orders/{id}", server.url() + "/any/{id}");
            assertThat(server.requests()).allMatch(sent -> sent.contains("X-Seen: yes"));
            assertThat(server.requests().get(0)).contains("X-Client: orders\r\n");
            assertThat(server.requests().get(1)).contains("X-Client: default\r\n");
        }
    }

    @Test
    void requestsToAnotherOriginGetNoneOfTheClientsCredentials() {
        try (ScriptedServer server = ScriptedServer.ok("fine")) {
            Application.runner(
                            "hopguard.clients.orders.base-uri=http://localhost:1",
                            "hopguard.clients.orders.auth.bearer-token=s3cret")
                    .run(context -> assertThatThrownBy(() -> context.getBean("ordersRestClient", RestClient.class)
                                    .get()
                                    .uri(server.url())
                                    .retrieve()
                                    .toBodilessEntity())
                            .isInstanceOf(RestClientException.class)
                            .hasMessageContaining("but the client has the base URI http://localhost:1"));
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void callsUnderWayMayEndWhenTheApplicationStops() throws Exception {
        CopyOnWriteArrayList<Object> ends = new CopyOnWriteArrayList<>();
        CountDownLatch begun = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer(c -> {
            c.request();
            begun.countDown();
            c.silence(400);
            c.send(response(200, "", "fine"));
        })) {
            Thread[] caller = new Thread[1];
            Application.runner("hopguard.clients.orders.base-uri=" + server.url())
                    .run(context -> {
                        ResilientClient client = context.getBean("orders", ResilientClient.class);
                        caller[0] = new Thread(() -> ends.add(end(client)));
                        caller[0].start();
                        begun.await();
                    });
            caller[0].join(10_000);
            assertThat(ends).containsExactly("fine");
        }
    }

    @Test
    void withoutGraceTheyAreEndedAtOnce() throws Exception {
        CopyOnWriteArrayList<Object> ends = new CopyOnWriteArrayList<>();
        CountDownLatch begun = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer(c -> {
            c.request();
            begun.countDown();
            c.silence(9_000);
        })) {
            Thread[] caller = new Thread[1];
            Application.runner("hopguard.shutdown-grace=0s", "hopguard.clients.orders.base-uri=" + server.url())
                    .run(context -> {
                        ResilientClient client = context.getBean("orders", ResilientClient.class);
                        caller[0] = new Thread(() -> ends.add(end(client)));
                        caller[0].start();
                        begun.await();
                    });
            caller[0].join(5_000);
            assertThat(ends).containsExactly("cancelled");
        }
    }

    private static String end(ResilientClient client) {
        try {
            return client.get("/").fetch(String.class);
        } catch (HopguardException e) {
            return e.code();
        }
    }
}

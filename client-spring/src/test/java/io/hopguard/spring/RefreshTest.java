package io.hopguard.spring;

import static io.hopguard.spring.ScriptedServer.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hopguard.client.BreakerState;
import io.hopguard.client.ResilientClient;
import io.hopguard.client.ResilientClientBuilder;
import io.hopguard.client.http.Target;
import io.hopguard.client.policy.InvalidConfigurationException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.web.client.RestClient;

/** Properties that change while the application runs. */
class RefreshTest {
    static ApplicationContextRunner application(String... properties) {
        return Application.runner(
                        "hopguard.defaults.retry.base-delay=1ms", "hopguard.clients.orders.retry.max-attempts=1")
                .withConfiguration(AutoConfigurations.of(HopguardRefreshAutoConfiguration.class))
                .withPropertyValues(properties);
    }

    /** As a configuration server does, or whoever else changes the environment. */
    static void set(ApplicationContext context, String... properties) {
        TestPropertyValues.of(properties).applyTo((ConfigurableEnvironment) context.getEnvironment());
    }

    static HopguardRefresher.Refreshed refresh(ApplicationContext context, String... properties) {
        set(context, properties);
        return context.getBean(HopguardRefresher.class).refresh();
    }

    static ResilientClient client(ApplicationContext context, String name) {
        return context.getBean(name, ResilientClient.class);
    }

    @Test
    void aChangedPropertyHoldsForTheNextCallOfTheClientThatHasIt() {
        try (ScriptedServer server = ScriptedServer.answering(response(503, "", ""))) {
            application(
                            "hopguard.clients.orders.base-uri=" + server.url(),
                            "hopguard.clients.stock.base-uri=" + server.url())
                    .run(context -> {
                        ResilientClient orders = client(context, "orders");
                        String stock = client(context, "stock").describe();
                        orders.get("/").send();
                        assertThat(server.requests()).hasSize(1);
                        assertThat(refresh(context, "hopguard.clients.orders.retry.max-attempts=4"))
                                .isEqualTo(new HopguardRefresher.Refreshed(List.of("orders"), List.of()));
                        orders.get("/").send();
                        assertThat(server.requests()).hasSize(1 + 4);
                        assertThat(client(context, "orders")).isSameAs(orders);
                        assertThat(client(context, "stock").describe()).isEqualTo(stock);
                        assertThat(refresh(context).changed())
                                .as("nothing is new")
                                .isEmpty();
                        orders.get("/").send();
                        assertThat(server.connections())
                                .as("one pool before, one since")
                                .isEqualTo(2);
                    });
        }
    }

    @Test
    void whatIsTheSameForAllReachesThoseWithoutAValueOfTheirOwn() {
        application("hopguard.clients.orders.timeouts.total=3s", "hopguard.clients.stock.base-uri=http://localhost")
                .run(context -> {
                    assertThat(refresh(context, "hopguard.defaults.timeouts.total=7s")
                                    .changed())
                            .containsExactly("stock", "default");
                    assertThat(client(context, "stock").describe()).contains("ends within 7 s");
                    assertThat(client(context, "orders").describe()).contains("ends within 3 s");
                    assertThat(context.getBean(ResilientClientBuilder.class)
                                    .name("in-code")
                                    .build()
                                    .describe())
                            .contains("ends within 7 s");
                });
    }

    @Test
    void breakersAndBudgetsAreKept() {
        try (ScriptedServer server = ScriptedServer.answering(response(503, "", ""))) {
            application(
                            "hopguard.clients.orders.base-uri=" + server.url(),
                            "hopguard.clients.orders.retry.max-attempts=2",
                            "hopguard.clients.orders.circuit-breaker.sliding-window-size=4",
                            "hopguard.clients.orders.circuit-breaker.minimum-number-of-calls=4")
                    .run(context -> {
                        ResilientClient orders = client(context, "orders");
                        orders.get("/").send();
                        orders.get("/").send();
                        refresh(
                                context,
                                "hopguard.clients.orders.circuit-breaker.open-for=1m",
                                "hopguard.clients.orders.retry-budget.reserve=50");
                        assertThat(orders.breaker(Target.of(server.url())).state())
                                .isEqualTo(BreakerState.OPEN);
                        assertThat(orders.state().targets().get(0).retryBudget().left())
                                .isEqualTo(8);
                    });
        }
    }

    @Test
    void allAreCheckedBeforeOneIsChanged() {
        application(
                        "hopguard.clients.orders.base-uri=http://localhost",
                        "hopguard.clients.prices.base-uri=http://localhost",
                        "hopguard.clients.stock.base-uri=http://localhost")
                .run(context -> {
                    String before = client(context, "orders").describe();
                    assertThatThrownBy(() -> refresh(
                                    context,
                                    "hopguard.clients.orders.timeouts.total=4s",
                                    "hopguard.clients.prices.timeouts.attempt=20s",
                                    "hopguard.clients.stock.retry.max-attempts=0"))
                            .isInstanceOfSatisfying(
                                    InvalidConfigurationException.class,
                                    refused -> assertThat(refused.problems())
                                            .hasSize(2)
                                            .anyMatch(told -> told.startsWith(
                                                    "hopguard.clients.prices.timeouts.attempt is 20 s; must not be more than"
                                                            + " hopguard.clients.prices.timeouts.total, which is 10 s"))
                                            .anyMatch(told -> told.startsWith(
                                                    "hopguard.clients.stock.retry.max-attempts is 0;")));
                    assertThat(client(context, "orders").describe()).isEqualTo(before);
                    set(
                            context,
                            "hopguard.clients.prices.timeouts.attempt=2s",
                            "hopguard.clients.stock.retry.max-attempts=1");
                    assertThat(refresh(context).changed()).containsExactly("orders", "prices", "stock");
                });
    }

    @Test
    void whatCannotBeReadIsRefusedByItsName() {
        application("hopguard.clients.orders.base-uri=http://localhost").run(context -> {
            assertThatThrownBy(() -> refresh(context, "hopguard.clients.orders.timeouts.total=soon"))
                    .isInstanceOf(InvalidConfigurationException.class)
                    .hasMessageContaining("hopguard.clients.orders.timeouts.total is soon; cannot be read as")
                    .hasMessageContaining("Duration");
            assertThatThrownBy(() -> refresh(
                            context,
                            "hopguard.clients.orders.timeouts.total=2s",
                            "hopguard.clients.orders.timeouts.totl=2s"))
                    .hasMessageContaining("did you mean hopguard.clients.orders.timeouts.total?");
        });
    }

    @Test
    void whatCannotBeReadIsNotShownWhereItMayBeASecret() {
        application("hopguard.clients.orders.base-uri=http://localhost")
                .run(context -> assertThatThrownBy(
                                () -> refresh(context, "hopguard.defaults.headers=Authorization: Bearer s3cr3t"))
                        .isInstanceOf(InvalidConfigurationException.class)
                        .hasMessageContaining("hopguard.defaults.headers cannot be read as")
                        .hasMessageNotContaining("s3cr3t"));
    }

    @Test
    void whatOnlyARestartCanChangeIsNamedAndTheRestHolds() {
        application("hopguard.clients.orders.base-uri=http://localhost").run(context -> {
            HopguardRefresher.Refreshed refreshed = refresh(
                    context,
                    "hopguard.clients.orders.timeouts.total=4s",
                    "hopguard.clients.orders.logs.lines-per-window=9",
                    "hopguard.clients.prices.base-uri=http://localhost",
                    "hopguard.inbound.enforce=true",
                    "hopguard.shutdown-grace=1s");
            assertThat(refreshed.changed()).containsExactly("orders");
            assertThat(refreshed.needsRestart())
                    .containsExactly(
                            "hopguard.clients.orders.logs",
                            "hopguard.clients.prices",
                            "hopguard.inbound",
                            "hopguard.shutdown-grace");
            assertThat(context.getBean(HopguardClients.class).names()).containsExactly("orders");
            assertThat(client(context, "orders").describe())
                    .contains("ends within 4 s")
                    .doesNotContain("9 lines");
            assertThat(refresh(context))
                    .isEqualTo(new HopguardRefresher.Refreshed(List.of(), refreshed.needsRestart()));
        });
    }

    @Test
    void aClientThatMovesTakesItsRestClientsAlong() {
        try (ScriptedServer first = ScriptedServer.ok("first");
                ScriptedServer second = ScriptedServer.ok("second")) {
            application("hopguard.clients.orders.base-uri=" + first.url() + "/v1/")
                    .run(context -> {
                        RestClient orders = context.getBean("ordersRestClient", RestClient.class);
                        assertThat(orders.get().uri("orders/{id}", 1).retrieve().body(String.class))
                                .isEqualTo("first");
                        refresh(context, "hopguard.clients.orders.base-uri=" + second.url() + "/v2");
                        assertThat(orders.get()
                                        .uri("orders/{id}?q=a b", 2)
                                        .retrieve()
                                        .body(String.class))
                                .isEqualTo("second");
                        assertThat(client(context, "orders").get("/orders/3").fetch(String.class))
                                .isEqualTo("second");
                    });
            assertThat(first.requests()).singleElement().asString().startsWith("GET /v1/orders/1 ");
            assertThat(second.requests().get(0)).startsWith("GET /v2/orders/2?q=a%20b ");
            assertThat(second.requests().get(1)).startsWith("GET /v2/orders/3 ");
        }
    }

    @Test
    void beansAreAskedAgainAndClientsOfTheApplicationAreLeftAlone() {
        List<String> customized = new CopyOnWriteArrayList<>();
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        ResilientClient own = ResilientClient.builder().name("mine").build();
        application("hopguard.clients.orders.base-uri=http://localhost", "hopguard.clients.stock.timeouts.total=3s")
                .withBean(MeterRegistry.class, () -> meters)
                .withBean("stock", ResilientClient.class, () -> own)
                .withBean(HopguardClientCustomizer.class, () -> (name, builder) -> customized.add(name))
                .run(context -> {
                    customized.clear();
                    refresh(
                            context,
                            "hopguard.clients.orders.timeouts.total=4s",
                            "hopguard.clients.stock.timeouts.total=4s");
                    assertThat(customized).containsExactly("orders");
                    assertThat(own.describe()).contains("ends within 10 s");
                    assertThat(meters.get("hopguard.client.timeout.total")
                                    .tag("client", "orders")
                                    .gauge()
                                    .value())
                            .isEqualTo(4);
                });
        assertThat(meters.getMeters()).isEmpty();
    }

    @Test
    void anEventDoesTheSameAndTellsWhoeverPublishesItWhatIsWrong() {
        application("hopguard.clients.orders.base-uri=http://localhost").run(context -> {
            set(context, "hopguard.clients.orders.timeouts.total=4s");
            context.publishEvent(new HopguardRefreshEvent(this));
            assertThat(client(context, "orders").describe()).contains("ends within 4 s");
            set(context, "hopguard.clients.orders.timeouts.total=0");
            assertThatThrownBy(() -> context.publishEvent(new HopguardRefreshEvent(this)))
                    .isInstanceOf(InvalidConfigurationException.class);
            assertThat(client(context, "orders").describe()).contains("ends within 4 s");
        });
    }

    @Test
    void springCloudsEventDoesToo() {
        application("hopguard.clients.orders.base-uri=http://localhost").run(context -> {
            set(context, "hopguard.clients.orders.timeouts.total=4s");
            context.publishEvent(new EnvironmentChangeEvent(Set.of("hopguard.clients.orders.timeouts.total")));
            assertThat(client(context, "orders").describe()).contains("ends within 4 s");
            set(context, "hopguard.clients.orders.timeouts.total=0");
            context.publishEvent(new EnvironmentChangeEvent(Set.of("hopguard.clients.orders.timeouts.total")));
            assertThat(client(context, "orders").describe())
                    .as("others who listen are not kept from it")
                    .contains("ends within 4 s");
        });
    }

    @Test
    void aCallUnderWayEndsAsItBegan() {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer(c -> {
            while (c.request() != null) {
                reached.countDown();
                answer.await(20, TimeUnit.SECONDS);
                c.send(response(200, "", "late"));
            }
        })) {
            application(
                            "hopguard.clients.orders.base-uri=" + server.url(),
                            "hopguard.clients.orders.timeouts.total=30s",
                            "hopguard.clients.orders.timeouts.attempt=30s")
                    .run(context -> {
                        ResilientClient orders = client(context, "orders");
                        CompletableFuture<String> late = orders.get("/").fetchAsync(String.class);
                        assertThat(reached.await(20, TimeUnit.SECONDS)).isTrue();
                        refresh(
                                context,
                                "hopguard.clients.orders.timeouts.total=50ms",
                                "hopguard.clients.orders.timeouts.attempt=50ms");
                        assertThatThrownBy(() -> orders.get("/").send()).hasMessageContaining("of 50 ms");
                        answer.countDown();
                        assertThat(late.get(20, TimeUnit.SECONDS)).isEqualTo("late");
                    });
        }
    }
}

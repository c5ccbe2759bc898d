package io.hopguard.spring;

import static io.hopguard.spring.ScriptedServer.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hopguard.client.BreakerState;
import io.hopguard.client.ResilientClient;
import io.hopguard.client.ResilientClientBuilder;
import io.hopguard.client.error.CircuitOpenException;
import io.hopguard.client.http.Target;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.imperative.ImperativeHttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.service.HttpServiceClientPropertiesAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestTemplate;

/** What the endpoint shows and does, and when it is there. */
class ActuatorTest {
    private static final String EXPOSED = "management.endpoints.web.exposure.include=hopguard";
    private static final String CONTROL = "hopguard.actuator.breaker-control=true";

    private static WebApplicationContextRunner application(String... properties) {
        return new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        HttpClientAutoConfiguration.class,
                        ImperativeHttpClientAutoConfiguration.class,
                        HttpServiceClientPropertiesAutoConfiguration.class,
                        RestClientAutoConfiguration.class,
                        EndpointAutoConfiguration.class,
                        WebEndpointAutoConfiguration.class,
                        HopguardAutoConfiguration.class,
                        HopguardRestClientAutoConfiguration.class,
                        HopguardBreakerRegistryAutoConfiguration.class,
                        HopguardEndpointAutoConfiguration.class))
                .withInitializer(
                        context -> context.getEnvironment().setConversionService(new ApplicationConversionService()))
                .withPropertyValues(properties);
    }

    private static WebApplicationContextRunner orders(ScriptedServer server, String... properties) {
        return application(properties)
                .withPropertyValues(
                        EXPOSED,
                        "hopguard.clients.orders.base-uri=" + server.url(),
                        "hopguard.clients.orders.retry.max-attempts=2",
                        "hopguard.clients.orders.retry.base-delay=1ms",
                        "hopguard.clients.orders.retry.max-delay=1ms",
                        "hopguard.clients.orders.circuit-breaker.sliding-window-size=4",
                        "hopguard.clients.orders.circuit-breaker.minimum-number-of-calls=4");
    }

    /** The page of nginx, which tells who answered. */
    static ScriptedServer failing() {
        String page = """
                <html>\r
                <head><title>502 Bad Gateway</title></head>\r
                <body>\r
                <center><h1>502 Bad Gateway</h1></center>\r
                <hr><center>nginx/1.26.2</center>\r
                </body>\r
                </html>\r
                """;
        return ScriptedServer.answering(response(502, "Server: nginx/1.26.2\r\nContent-Type: text/html\r\n", page)
                .replace("502 X", "502 Bad Gateway"));
    }

    /** The methods of the operations that the web gets to see. */
    private static List<String> operations(ApplicationContext context) {
        return context.getBean(WebEndpointsSupplier.class).getEndpoints().stream()
                .flatMap(endpoint -> endpoint.getOperations().stream())
                .map(operation -> operation.getRequestPredicate().getHttpMethod() + " "
                        + operation.getRequestPredicate().getPath())
                .sorted()
                .toList();
    }

    @Test
    void itIsThereWhereItIsExposedAndReadOnly() {
        application()
                .run(context -> assertThat(context)
                        .as("Spring Boot exposes health alone")
                        .hasNotFailed()
                        .doesNotHaveBean(HopguardEndpoint.class)
                        .doesNotHaveBean(LastFailures.class));
        application(EXPOSED)
                .run(context ->
                        assertThat(operations(context)).containsExactly("GET hopguard", "GET hopguard/{client}"));
        application(EXPOSED, "management.endpoints.access.default=unrestricted")
                .run(context -> assertThat(operations(context))
                        .as("nobody asked for control")
                        .containsExactly("GET hopguard", "GET hopguard/{client}"));
        application(EXPOSED, CONTROL)
                .run(context -> assertThat(operations(context))
                        .as("nobody gave access")
                        .containsExactly("GET hopguard", "GET hopguard/{client}"));
        application(EXPOSED, CONTROL, "management.endpoint.hopguard.access=unrestricted")
                .run(context -> assertThat(operations(context))
                        .containsExactly("GET hopguard", "GET hopguard/{client}", "POST hopguard/{client}"));
        application(EXPOSED, "management.endpoint.hopguard.access=none")
                .run(context -> assertThat(context).doesNotHaveBean(HopguardEndpoint.class));
        application(EXPOSED, "hopguard.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(HopguardEndpoint.class));
    }

    @Test
    void withoutTheActuatorTheApplicationStarts() {
        new ApplicationContextRunner()
                .withUserConfiguration(Imported.class)
                .withClassLoader(
                        new FilteredClassLoader("org.springframework.boot.actuate", "org.springframework.boot.health"))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(HopguardClients.class));
    }

    @Test
    void aClientShowsItsTargetsAndWhyTheLastCallsFailed() {
        try (ScriptedServer server = failing()) {
            orders(server).run(context -> {
                ResilientClient client = context.getBean("orders", ResilientClient.class);
                client.get("/orders/{id}?key=geheim", 1).send();
                client.get("/orders/{id}?key=geheim", 2).send();
                assertThatThrownBy(
                                () -> client.get("/orders/{id}?key=geheim", 3).send())
                        .isInstanceOf(CircuitOpenException.class);
                ClientView view = context.getBean(HopguardEndpoint.class).client("orders");
                assertThat(view.name()).isEqualTo("orders");
                assertThat(view.targets()).singleElement().satisfies(target -> {
                    assertThat(target.target()).isEqualTo(server.url());
                    assertThat(target.breaker()).isEqualTo(new ClientView.BreakerView("OPEN", 1.0, 1));
                    assertThat(target.retryBudget().left()).isEqualTo(8);
                });
                assertThat(view.bulkhead().max()).isEqualTo(64);
                assertThat(view.pool().max()).isEqualTo(256);
                assertThat(view.configuration()).isNotEmpty().anyMatch(line -> line.contains(server.url()));

                FailureView refused = view.lastFailures().get(0);
                assertThat(refused.code()).isEqualTo("circuit_open");
                assertThat(refused.attempts()).isEmpty();
                FailureView first = view.lastFailures().get(2);
                assertThat(first.status()).isEqualTo(502);
                assertThat(first.method()).isEqualTo("GET");
                assertThat(first.route()).startsWith("/orders/{id}");
                assertThat(first.gaveUp()).isEqualTo("ATTEMPTS_EXHAUSTED");
                assertThat(first.attempts()).hasSize(2).allMatch(attempt -> attempt.status() == 502);
                assertThat(first.diagnosis().product()).isEqualTo("nginx");
                assertThat(view.toString()).doesNotContain("geheim");
            });
        }
    }

    @Test
    void withoutARouteNoPathIsShown() {
        try (ScriptedServer server = failing()) {
            orders(server).run(context -> {
                RestTemplate template =
                        new RestTemplate(context.getBean(HopguardClients.class).requestFactory("orders"));
                for (int i = 0; i < 3; i++) {
                    assertThatThrownBy(() -> template.getForObject(
                                    server.url() + "/orders/{id}?key={key}", String.class, "4711", "geheim"))
                            .isInstanceOf(RestClientException.class);
                }
                ClientView view = context.getBean(HopguardEndpoint.class).client("orders");
                assertThat(view.lastFailures())
                        .hasSize(3)
                        .allMatch(failure -> failure.target().equals(server.url()) && "GET".equals(failure.method()))
                        .allMatch(failure -> failure.route() == null);
                assertThat(view.lastFailures().get(0).message()).startsWith("GET " + server.url() + " failed");
                assertThat(view.toString()).doesNotContain("4711", "geheim");
            });
        }
    }

    @Test
    void theRouteOfTheSharedClientIsShownWithItsTarget() {
        try (ScriptedServer server = failing()) {
            orders(server).run(context -> {
                RestClient client = context.getBean(RestClient.Builder.class).build();
                assertThatThrownBy(() -> client.get()
                                .uri(server.url() + "/orders/{id}", "4711")
                                .retrieve()
                                .toBodilessEntity())
                        .isInstanceOf(RestClientException.class);
                ClientView view = context.getBean(HopguardEndpoint.class).client("default");
                assertThat(view.lastFailures())
                        .singleElement()
                        .satisfies(failure -> assertThat(failure.route()).isEqualTo(server.url() + "/orders/{id}"));
            });
        }
    }

    @Test
    void onlyFailuresAreKeptAndSoManyOfThem() {
        try (ScriptedServer server = new ScriptedServer(c -> {
            for (String asked = c.request(); asked != null; asked = c.request()) {
                c.send(response(Integer.parseInt(asked.substring(5, 8)), "", ""));
            }
        })) {
            orders(server, "hopguard.actuator.last-failures=3", "hopguard.clients.orders.retry.max-attempts=1")
                    .withPropertyValues("hopguard.clients.orders.circuit-breaker.enabled=false")
                    .run(context -> {
                        ResilientClient client = context.getBean("orders", ResilientClient.class);
                        for (int status : List.of(200, 500, 404, 429, 503, 302, 504, 200)) {
                            client.get("/" + status).send();
                        }
                        assertThat(context.getBean(HopguardEndpoint.class)
                                        .client("orders")
                                        .lastFailures())
                                .extracting(FailureView::status)
                                .as("the latest first")
                                .containsExactly(504, 503, 429);
                    });
        }
    }

    @Test
    void aStreamThatBreaksIsAFailureToo() {
        try (ScriptedServer server = new ScriptedServer(c -> {
            c.request();
            c.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
        })) {
            orders(server).run(context -> {
                ResilientClient client = context.getBean("orders", ResilientClient.class);
                assertThatThrownBy(() -> {
                            try (var stream = client.get("/feed").stream()) {
                                stream.body().readAllBytes();
                            }
                        })
                        .isInstanceOf(Exception.class);
                assertThat(context.getBean(HopguardEndpoint.class)
                                .client("orders")
                                .lastFailures())
                        .extracting(FailureView::code)
                        .containsExactly("truncated_response");
            });
        }
    }

    @Test
    void noFailuresAreKeptWhereNoneAreWanted() {
        try (ScriptedServer server = failing()) {
            orders(server, "hopguard.actuator.last-failures=0").run(context -> {
                context.getBean("orders", ResilientClient.class).get("/").send();
                assertThat(context.getBean(HopguardEndpoint.class)
                                .client("orders")
                                .lastFailures())
                        .isEmpty();
            });
        }
    }

    @Test
    void moreFailuresThanFitAreRefused() {
        application(EXPOSED, "hopguard.actuator.last-failures=1001")
                .run(context -> assertThat(context.getStartupFailure())
                        .hasMessageContaining("hopguard.actuator.last-failures is 1001; must be from 0 to 1000"));
    }

    @Test
    void allClientsAreShownSharedOnesAndThoseMadeInCodeToo() {
        try (ScriptedServer server = failing()) {
            orders(server).withUserConfiguration(InCode.class).run(context -> {
                context.getBean(RestClient.Builder.class)
                        .build()
                        .get()
                        .uri(server.url())
                        .retrieve()
                        .onStatus(status -> true, (request, response) -> {})
                        .toBodilessEntity();
                context.getBean("prices", ResilientClient.class)
                        .get(server.url() + "/prices")
                        .send();
                var clients = context.getBean(HopguardEndpoint.class).clients().clients();
                assertThat(clients).containsOnlyKeys("default", "orders", "prices");
                assertThat(clients.get("default").lastFailures()).hasSize(1);
                assertThat(clients.get("prices").name()).isEqualTo("the-prices");
                assertThat(clients.get("prices").lastFailures()).hasSize(1);
                assertThat(clients.get("orders").lastFailures()).isEmpty();
                assertThat(context.getBean(HopguardEndpoint.class).client("stock"))
                        .isNull();
            });
        }
    }

    @Test
    void breakersAreSetByForceAndReset() {
        try (ScriptedServer server = failing()) {
            orders(server, CONTROL).run(context -> {
                HopguardControlEndpoint endpoint = context.getBean(HopguardControlEndpoint.class);
                ResilientClient client = context.getBean("orders", ResilientClient.class);
                assertThat(endpoint.breaker("orders", server.url(), "force-open")
                                .getBody())
                        .isEqualTo(new HopguardControlEndpoint.Changed(server.url(), "FORCED_OPEN"));
                assertThatThrownBy(() -> client.get("/").send()).hasMessageContaining("is forced open");
                assertThat(server.requests()).isEmpty();
                endpoint.breaker("orders", server.url(), "disable");
                for (int i = 0; i < 5; i++) {
                    client.get("/").send();
                }
                assertThat(server.requests()).hasSize(10);
                endpoint.breaker("orders", server.url(), "reset");
                assertThat(client.breaker(Target.of(server.url())).state()).isEqualTo(BreakerState.CLOSED);
            });
        }
    }

    @Test
    void whatCannotBeSetIsRefusedWithTheReason() {
        try (ScriptedServer server = failing()) {
            orders(
                            server,
                            CONTROL,
                            "hopguard.clients.stock.circuit-breaker.enabled=false",
                            "hopguard.clients.stock.base-uri=" + server.url())
                    .run(context -> {
                        HopguardControlEndpoint endpoint = context.getBean(HopguardControlEndpoint.class);
                        assertRefused(
                                endpoint,
                                "prices",
                                server.url(),
                                "no client of that name; there are [default, orders, stock]");
                        assertRefused(
                                endpoint,
                                "orders",
                                "http://other.test",
                                "no call went to that target yet; there are [" + server.url() + "]");
                        assertRefused(
                                endpoint.breaker("orders", server.url(), "open"),
                                "action: must be one of [reset, force-open, disable]");
                        assertRefused(endpoint, "orders", "other", "target: must be scheme, host and port");
                        assertRefused(
                                endpoint,
                                "stock",
                                server.url(),
                                "the circuit breakers of client stock are off; switch them on with circuitBreaker.enabled");
                        assertThat(context.getBean("orders", ResilientClient.class)
                                        .state()
                                        .targets())
                                .isEmpty();
                    });
        }
    }

    private static void assertRefused(HopguardControlEndpoint endpoint, String client, String target, String reason) {
        assertRefused(endpoint.breaker(client, target, "reset"), reason);
    }

    private static void assertRefused(WebEndpointResponse<?> answer, String reason) {
        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(answer.getBody()).isEqualTo(new HopguardControlEndpoint.Refused(reason));
    }

    /** Read from the class path as in an application, where nobody can load what an annotation names. */
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        HttpClientAutoConfiguration.class,
        ImperativeHttpClientAutoConfiguration.class,
        RestClientAutoConfiguration.class,
        HopguardAutoConfiguration.class,
        HopguardRestClientAutoConfiguration.class,
        HopguardEndpointAutoConfiguration.class,
        HopguardHealthAutoConfiguration.class,
        HopguardRefreshAutoConfiguration.class
    })
    static class Imported {}

    /** A client of the application's own. */
    @Configuration(proxyBeanMethods = false)
    static class InCode {
        @Bean
        ResilientClient prices(ResilientClientBuilder builder) {
            return builder.name("the-prices").retry(r -> r.off()).build();
        }
    }
}

package io.hopguard.spring;

import static io.hopguard.spring.ScriptedServer.response;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.hopguard.client.ResilientClient;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The application's registry of circuit breakers, where it asks for its use. */
class BreakerRegistryTest {
    private final CircuitBreakerRegistry registry = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
            .slidingWindowSize(1)
            .minimumNumberOfCalls(1)
            .build());

    private ApplicationContextRunner application(String... properties) {
        return Application.runner(properties);
    }

    private String opened(ScriptedServer server, String... properties) {
        String[] state = new String[1];
        application(properties)
                .withPropertyValues(
                        "hopguard.clients.orders.base-uri=" + server.url(),
                        "hopguard.clients.orders.retry.max-attempts=1")
                .withBean(CircuitBreakerRegistry.class, () -> registry)
                .run(context -> {
                    ResilientClient client = context.getBean("orders", ResilientClient.class);
                    client.get("/").send();
                    state[0] = client.state().targets().get(0).breaker().state().name();
                });
        return state[0];
    }

    @Test
    void itIsUsedOnlyWhereThatIsAskedFor() {
        try (ScriptedServer server = ScriptedServer.answering(response(503, "", ""))) {
            assertThat(opened(server)).isEqualTo("CLOSED");
            assertThat(registry.getAllCircuitBreakers()).isEmpty();
            assertThat(opened(server, "hopguard.circuit-breaker-registry=own")).isEqualTo("CLOSED");
            assertThat(registry.getAllCircuitBreakers()).isEmpty();
            assertThat(opened(server, "hopguard.circuit-breaker-registry=application"))
                    .as("by the registry's configuration")
                    .isEqualTo("OPEN");
            assertThat(registry.getAllCircuitBreakers())
                    .extracting(CircuitBreaker::getName)
                    .containsExactly("orders/" + server.url());
        }
    }

    @Test
    void anApplicationWithoutOneIsToldSo() {
        application("hopguard.circuit-breaker-registry=application")
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining(InvalidHopguardPropertiesException.class.getName())
                        .hasStackTraceContaining("there is no bean of type CircuitBreakerRegistry"));
    }
}

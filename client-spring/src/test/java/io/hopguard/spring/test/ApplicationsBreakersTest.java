package io.hopguard.spring.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.hopguard.client.ResilientClient;
import io.hopguard.client.error.TransportException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** A slice goes by the same registry of circuit breakers as the application. */
@SpringJUnitConfig
@AutoConfigureHopguard
@TestPropertySource(
        properties = {
            "hopguard.circuit-breaker-registry=application",
            "hopguard.clients.orders.base-uri=http://127.0.0.1:1",
        })
class ApplicationsBreakersTest {
    @Configuration
    static class Breakers {
        @Bean
        CircuitBreakerRegistry registry() {
            return CircuitBreakerRegistry.ofDefaults();
        }
    }

    @Test
    void theRegistryOfTheApplicationIsUsed(
            @Autowired @Qualifier("orders") ResilientClient orders, @Autowired CircuitBreakerRegistry registry) {
        assertThatThrownBy(() -> orders.get("/").send()).isInstanceOf(TransportException.class);
        assertThat(registry.getAllCircuitBreakers()).isNotEmpty();
    }
}

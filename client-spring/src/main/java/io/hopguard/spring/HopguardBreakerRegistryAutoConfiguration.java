package io.hopguard.spring;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Lets all clients use the application's {@link CircuitBreakerRegistry}, where {@code hopguard.circuit-breaker-registry} asks for it. */
@AutoConfiguration(before = HopguardAutoConfiguration.class)
@ConditionalOnProperty(prefix = "hopguard", name = "circuit-breaker-registry", havingValue = "application")
public final class HopguardBreakerRegistryAutoConfiguration {
    /** Made by Spring. */
    public HopguardBreakerRegistryAutoConfiguration() {}

    @Bean
    BuilderExtension hopguardBreakerRegistry(ObjectProvider<CircuitBreakerRegistry> registries) {
        return builder -> {
            CircuitBreakerRegistry registry = registries.getIfUnique();
            if (registry == null) {
                throw new InvalidHopguardPropertiesException(
                        List.of(
                                "hopguard.circuit-breaker-registry is application, but there is no bean of type"
                                        + " CircuitBreakerRegistry, or more than one and none is primary; define one, or set it to own"),
                        null);
            }
            builder.circuitBreakerRegistry(registry);
        };
    }
}

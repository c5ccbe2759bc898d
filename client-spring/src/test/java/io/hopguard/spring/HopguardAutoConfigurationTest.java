package io.hopguard.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.ResilientClient;
import io.hopguard.client.ResilientClientBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class HopguardAutoConfigurationTest {
    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(HopguardAutoConfiguration.class));

    @Test
    void eachInjectionPointGetsABuilderOfItsOwn() {
        application.run(context -> assertThat(context.getBean(ResilientClientBuilder.class))
                .isNotSameAs(context.getBean(ResilientClientBuilder.class)));
    }

    @Test
    void theBuilderReportsToTheApplicationsMeterRegistry() {
        application.withBean(MeterRegistry.class, SimpleMeterRegistry::new).run(context -> {
            try (ResilientClient client =
                    context.getBean(ResilientClientBuilder.class).build()) {
                assertThat(client.describe()).contains("hopguard.client.calls");
            }
        });
    }

    @Test
    void theBuilderHasWhatSpringBootSaysForAllClients() {
        Application.runner("spring.http.clients.read-timeout=900ms", "spring.http.clients.connect-timeout=700ms")
                .run(context -> {
                    try (ResilientClient client =
                            context.getBean(ResilientClientBuilder.class).build()) {
                        assertThat(client.describe()).contains("follow within 900 ms", "connect 700 ms");
                    }
                });
    }

    @Test
    void aPropertySwitchesItOff() {
        application
                .withPropertyValues("hopguard.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(ResilientClientBuilder.class));
    }
}

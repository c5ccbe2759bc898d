package io.hopguard.spring;

import static io.hopguard.spring.ScriptedServer.response;
import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.BreakerState;
import io.hopguard.client.ResilientClient;
import io.hopguard.client.http.Target;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What an open circuit breaker does to the health of the application. */
class BreakerHealthTest {
    private static ApplicationContextRunner application(ScriptedServer server, String... properties) {
        return Application.runner(properties)
                .withConfiguration(AutoConfigurations.of(
                        HealthContributorAutoConfiguration.class,
                        HealthContributorRegistryAutoConfiguration.class,
                        HealthEndpointAutoConfiguration.class,
                        HopguardHealthAutoConfiguration.class))
                .withPropertyValues(
                        "hopguard.clients.orders.base-uri=" + server.url(),
                        "hopguard.clients.orders.retry.max-attempts=1",
                        "hopguard.clients.orders.circuit-breaker.sliding-window-size=2",
                        "hopguard.clients.orders.circuit-breaker.minimum-number-of-calls=1");
    }

    private static ScriptedServer failing() {
        return ScriptedServer.answering(response(503, "", ""));
    }

    @Test
    void anOpenBreakerIsADetailOfAHealthyApplication() {
        try (ScriptedServer server = failing()) {
            application(server).run(context -> {
                HealthIndicator health = context.getBean("hopguardHealthIndicator", HealthIndicator.class);
                assertThat(health.health())
                        .isEqualTo(Health.up()
                                .withDetail("breakersNotClosed", Map.of())
                                .build());
                context.getBean("orders", ResilientClient.class).get("/").send();
                assertThat(health.health())
                        .isEqualTo(Health.up()
                                .withDetail(
                                        "breakersNotClosed", Map.of("orders", Map.of(server.url(), BreakerState.OPEN)))
                                .build());
                assertThat(context.getBean(HealthEndpoint.class).health().getStatus())
                        .isEqualTo(Status.UP);
            });
        }
    }

    @Test
    void itIsDownWhereTheApplicationAsksForThat() {
        try (ScriptedServer server = failing()) {
            application(server, "hopguard.health.open-breaker-is-down=true").run(context -> {
                HealthEndpoint whole = context.getBean(HealthEndpoint.class);
                ResilientClient client = context.getBean("orders", ResilientClient.class);
                assertThat(whole.health().getStatus()).isEqualTo(Status.UP);
                client.get("/").send();
                assertThat(whole.health().getStatus()).as("open").isEqualTo(Status.DOWN);
                client.breaker(Target.of(server.url())).disable();
                assertThat(whole.health().getStatus()).as("disabled").isEqualTo(Status.UP);
                client.breaker(Target.of(server.url())).forceOpen();
                assertThat(whole.health().getStatus()).as("forced open").isEqualTo(Status.DOWN);
                client.breaker(Target.of(server.url())).reset();
                assertThat(whole.health().getStatus()).as("reset").isEqualTo(Status.UP);
            });
        }
    }

    @Test
    void springBootsPropertySwitchesItOff() {
        try (ScriptedServer server = failing()) {
            application(server, "management.health.hopguard.enabled=false")
                    .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("hopguardHealthIndicator"));
        }
    }
}

package io.hopguard.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.hopguard.client.ResilientClient;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;

/** A whole application, configured by what lies on its class path. */
class AutoConfiguredApplicationTest {
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Shop {}

    private static SpringApplication shop() {
        return new SpringApplicationBuilder(Shop.class)
                .web(WebApplicationType.NONE)
                .build();
    }

    @Test
    void theDependencyIsEnough() {
        try (ScriptedServer server = ScriptedServer.ok("fine");
                ConfigurableApplicationContext context =
                        shop().run("--hopguard.clients.orders.base-uri=" + server.url())) {
            RestClient anybodys = context.getBean(RestClient.Builder.class).build();
            assertThat(anybodys.get().uri(server.url()).retrieve().body(String.class))
                    .isEqualTo("fine");
            assertThat(context.getBean("orders", ResilientClient.class).get("/").fetch(String.class))
                    .isEqualTo("fine");
            assertThat(server.requests()).hasSize(2).allMatch(sent -> sent.contains("X-Timeout-Budget-Ms"));
        }
    }

    @Test
    void wrongPropertiesOfTheCommandLineKeepItFromStarting() {
        Throwable failure = catchThrowable(
                () -> shop().run("--hopguard.clients.orders.timeouts.totl=5s").close());
        assertThat(failure)
                .isInstanceOf(InvalidHopguardPropertiesException.class)
                .hasMessageContaining("did you mean hopguard.clients.orders.timeouts.total?");
    }
}

package io.hopguard.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hopguard.client.ResilientClient;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.imperative.ImperativeHttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.service.HttpServiceClientPropertiesAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestTemplateAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.service.HttpServiceClientAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.javapoet.ClassName;
import org.springframework.web.client.RestClient;

/** Applications whose beans were written down as code when they were built: they start from that code alone. */
@CompileWithForkedClassLoader
class AheadOfTimeTest {
    private static final String[] AT_BUILD = {
        "hopguard.clients.orders.base-uri=http://built.invalid", "hopguard.clients.stock.base-uri=http://built.invalid"
    };

    /** What Spring Boot and we configure. */
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        SslAutoConfiguration.class,
        JacksonAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class,
        HttpClientAutoConfiguration.class,
        ImperativeHttpClientAutoConfiguration.class,
        HttpServiceClientPropertiesAutoConfiguration.class,
        RestClientAutoConfiguration.class,
        RestTemplateAutoConfiguration.class,
        HttpServiceClientAutoConfiguration.class,
        HealthContributorAutoConfiguration.class,
        HopguardAutoConfiguration.class,
        HopguardRestClientAutoConfiguration.class,
        HopguardServletAutoConfiguration.class,
        HopguardErrorAutoConfiguration.class,
        HopguardBreakerRegistryAutoConfiguration.class,
        HopguardEndpointAutoConfiguration.class,
        HopguardHealthAutoConfiguration.class,
        HopguardRefreshAutoConfiguration.class
    })
    static class Application {
        @Bean
        Shop shop(@Qualifier("orders") ResilientClient orders, @Qualifier("ordersRestClient") RestClient rest) {
            return new Shop(orders, rest);
        }
    }

    /** What a user writes. */
    record Shop(ResilientClient orders, RestClient rest) {}

    /** With a client of its own. */
    @Configuration(proxyBeanMethods = false)
    static class OwnStock {
        @Bean
        ResilientClient stock() {
            return ResilientClient.builder().name("mine").build();
        }
    }

    /** Builds an application and hands out new ones that know nothing but the generated code. */
    private static void built(Consumer<Supplier<GenericApplicationContext>> check, Class<?>... parts) {
        AnnotationConfigApplicationContext building = new AnnotationConfigApplicationContext();
        TestPropertyValues.of(AT_BUILD).applyTo(building);
        building.register(parts);
        TestGenerationContext generation = new TestGenerationContext();
        ClassName entry = new ApplicationContextAotGenerator().processAheadOfTime(building, generation);
        generation.writeGeneratedContent();
        TestCompiler.forSystem().with(generation).compile(compiled -> {
            @SuppressWarnings("unchecked")
            ApplicationContextInitializer<GenericApplicationContext> code =
                    compiled.getInstance(ApplicationContextInitializer.class, entry.canonicalName());
            check.accept(() -> {
                GenericApplicationContext started = new GenericApplicationContext();
                code.initialize(started);
                return started;
            });
        });
    }

    private static void start(GenericApplicationContext context, String... properties) {
        TestPropertyValues.of(properties).applyTo(context);
        context.refresh();
    }

    @Test
    void propertiesThatChangeAreFollowed() {
        built(
                starts -> {
                    try (GenericApplicationContext context = starts.get()) {
                        start(context, AT_BUILD);
                        ResilientClient orders = context.getBean("orders", ResilientClient.class);
                        TestPropertyValues.of("hopguard.clients.orders.timeouts.total=4s")
                                .applyTo(context);
                        context.publishEvent(new HopguardRefreshEvent(this));
                        assertThat(orders.describe()).contains("ends within 4 s");
                    }
                },
                Application.class);
    }

    @Test
    void theClientsAreThoseOfThePropertiesOfThisStart() {
        built(
                applications -> {
                    try (ScriptedServer server = ScriptedServer.ok("fine");
                            GenericApplicationContext context = applications.get()) {
                        start(
                                context,
                                "hopguard.clients.orders.base-uri=" + server.url(),
                                "hopguard.clients.orders.headers.X-Tenant=acme",
                                "hopguard.defaults.user-agent=shop/2",
                                "hopguard.clients.added-later.base-uri=" + server.url());
                        assertThat(answers(context, server.url()))
                                .containsOnly("fine")
                                .hasSize(4);
                        assertThat(context.containsBean("stock"))
                                .as("no longer configured")
                                .isFalse();
                        assertThat(server.requests()).hasSize(4).allMatch(sent -> sent.contains("User-Agent: shop/2"));
                        assertThat(server.requests().subList(0, 2)).allMatch(sent -> sent.contains("X-Tenant: acme"));
                    }
                    try (GenericApplicationContext context = applications.get()) {
                        assertThatThrownBy(() -> start(context, "hopguard.clients.orders.retry.max-attempt=2"))
                                .isInstanceOf(InvalidHopguardPropertiesException.class)
                                .hasMessageContaining("did you mean hopguard.clients.orders.retry.max-attempts?");
                    }
                },
                Application.class);
    }

    private static List<String> answers(GenericApplicationContext context, String url) {
        Shop shop = context.getBean(Shop.class);
        RestClient anybodys = context.getBean(RestClient.Builder.class).build();
        return Stream.of(
                        shop.orders().get("/{id}", 1).fetch(String.class),
                        shop.rest().get().uri("/{id}", 2).retrieve().body(String.class),
                        context.getBean("added-later", ResilientClient.class)
                                .get("/3")
                                .fetch(String.class),
                        anybodys.get().uri(url + "/4").retrieve().body(String.class))
                .toList();
    }

    @Test
    void aBeanOfTheApplicationTakesThePlaceOfTheConfiguredOne() {
        built(
                applications -> {
                    try (GenericApplicationContext context = applications.get()) {
                        start(
                                context,
                                "hopguard.clients.orders.base-uri=http://localhost",
                                "hopguard.clients.stock.base-uri=http://localhost");
                        assertThat(context.getBean(HopguardClients.class)
                                        .client("stock")
                                        .describe())
                                .contains("mine");
                    }
                },
                Application.class,
                OwnStock.class);
    }
}

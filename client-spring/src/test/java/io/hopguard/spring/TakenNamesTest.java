package io.hopguard.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.ResilientClient;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Names of clients that the application has taken otherwise than by a definition. */
class TakenNamesTest {
    private final ApplicationContextRunner orders =
            Application.runner("hopguard.clients.orders.base-uri=http://localhost");

    @Test
    void aRegisteredObjectTakesThePlaceOfTheConfiguredClient() {
        ResilientClient own = ResilientClient.builder().name("mine").build();
        orders.withInitializer(context -> context.getBeanFactory().registerSingleton("orders", own))
                .run(context -> {
                    assertThat(context.getBean("orders")).isSameAs(own);
                    assertThat(context.getBean(HopguardClients.class).client("orders"))
                            .isSameAs(own);
                });
        own.close();
    }

    @Test
    void anAliasTakesThePlaceOfTheConfiguredClient() {
        ResilientClient own = ResilientClient.builder().name("mine").build();
        orders.withBean("mine", ResilientClient.class, () -> own)
                .withInitializer(context -> context.getBeanFactory().registerAlias("mine", "orders"))
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean("orders")).isSameAs(own);
                });
    }

    @Test
    void anObjectOfAnotherTypeIsToldClearly() {
        orders.withInitializer(context -> context.getBeanFactory().registerSingleton("orders", "mine"))
                .run(
                        context -> assertThat(context)
                                .getFailure()
                                .hasMessageContaining(
                                        "hopguard.clients.orders is to be a bean 'orders' of type ResilientClient, but that is the name of a java.lang.String"));
    }
}

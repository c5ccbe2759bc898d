package io.hopguard.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.ResilientClient;
import org.junit.jupiter.api.Test;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Applications whose beans are made when they are asked for: {@code spring.main.lazy-initialization}. */
class LazyInitializationTest {
    private static ApplicationContextRunner lazy(String... properties) {
        return Application.runner(properties)
                .withInitializer(context ->
                        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()));
    }

    @Test
    void mistakesOfAClientAreToldAtTheStartAllTheSame() {
        lazy("hopguard.clients.orders.timeouts.attempt=20s")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("hopguard.clients.orders.timeouts.attempt is 20 s"));
    }

    @Test
    void rightOnesStart() {
        lazy("hopguard.clients.orders.timeouts.attempt=2s")
                .run(context ->
                        assertThat(context).hasNotFailed().hasBean("orders").hasSingleBean(ResilientClient.class));
    }
}

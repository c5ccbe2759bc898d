package io.hopguard.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.imperative.ImperativeHttpClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** An application context below another. */
class ParentContextTest {
    private static WebApplicationContextRunner below(ApplicationContext parent, String... properties) {
        return new WebApplicationContextRunner()
                .withParent(parent)
                .withConfiguration(AutoConfigurations.of(
                        HttpClientAutoConfiguration.class,
                        ImperativeHttpClientAutoConfiguration.class,
                        HopguardAutoConfiguration.class,
                        HopguardRestClientAutoConfiguration.class,
                        HopguardServletAutoConfiguration.class,
                        HopguardErrorAutoConfiguration.class,
                        HopguardRefreshAutoConfiguration.class))
                .withPropertyValues("hopguard.errors.enabled=true")
                .withPropertyValues(properties);
    }

    private static boolean has(ApplicationContext context, Class<?> type) {
        return context.getBeanNamesForType(type).length > 0;
    }

    @Test
    void whatIsSwitchedOffInAChildIsOffAlsoBelowAnEnabledParent() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(HopguardAutoConfiguration.class))
                .run(parent -> below(parent, "hopguard.enabled=false").run(child -> {
                    assertThat(child).hasNotFailed();
                    assertThat(has(child, HopguardRequestFactoryBuilderCustomizer.class))
                            .isFalse();
                    assertThat(has(child, HopguardErrorAdvice.class)).isFalse();
                    assertThat(has(child, HopguardRefresher.class)).isFalse();
                    assertThat(child.containsLocalBean("hopguardInboundBudgetFilter"))
                            .isFalse();
                    assertThat(child.getBean(ClientHttpRequestFactoryBuilder.class))
                            .isNotInstanceOf(HopguardRequestFactoryBuilder.class);
                }));
    }

    @Test
    void aChildThatIsOnHasClientsOfItsOwn() {
        Application.runner()
                .run(parent -> below(parent).run(child -> {
                    assertThat(child).hasNotFailed();
                    assertThat(child.getBean(HopguardClients.class)).isNotSameAs(parent.getBean(HopguardClients.class));
                    assertThat(child.containsLocalBean("hopguardInboundBudgetFilter"))
                            .isTrue();
                }));
    }
}

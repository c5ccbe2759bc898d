package io.hopguard.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

/** Nothing that is optional is missed. */
class OptionalDependenciesTest {
    private static final AutoConfigurations ALSO_FOR_THE_WEB =
            AutoConfigurations.of(HopguardServletAutoConfiguration.class, HopguardErrorAutoConfiguration.class);

    @Test
    void anApplicationWithoutTheServletApiStarts() {
        Application.runner("hopguard.inbound.enforce=true", "hopguard.errors.enabled=true")
                .withConfiguration(ALSO_FOR_THE_WEB)
                .withClassLoader(new FilteredClassLoader("jakarta.servlet", "org.springframework.web.servlet"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(HopguardClients.class)
                        .doesNotHaveBean(HopguardServletAutoConfiguration.class)
                        .doesNotHaveBean(HopguardErrorAdvice.class));
    }

    @Test
    void anApplicationWithoutContextPropagationStarts() {
        new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(HopguardAutoConfiguration.class))
                .withConfiguration(ALSO_FOR_THE_WEB)
                .withPropertyValues("hopguard.inbound.enforce=true")
                .withClassLoader(new FilteredClassLoader("io.micrometer.context"))
                .run(context -> assertThat(context).hasNotFailed().hasBean("hopguardInboundBudgetFilter"));
    }

    @Test
    void wrongPropertiesKeepItFromStarting() {
        new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(HopguardAutoConfiguration.class))
                .withConfiguration(ALSO_FOR_THE_WEB)
                .withPropertyValues("hopguard.inbound.trusted-sources=lan")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(InvalidHopguardPropertiesException.class)
                        .hasMessageContaining("hopguard.inbound.trusted-sources is lan"));
    }
}

package io.hopguard.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** What switches a part on or off, in every way in which a boolean may be written. */
class SwitchesTest {
    private static WebApplicationContextRunner application(String... properties) {
        return new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        EndpointAutoConfiguration.class,
                        WebEndpointAutoConfiguration.class,
                        HopguardAutoConfiguration.class,
                        HopguardServletAutoConfiguration.class,
                        HopguardErrorAutoConfiguration.class,
                        HopguardEndpointAutoConfiguration.class))
                .withPropertyValues("management.endpoints.web.exposure.include=hopguard")
                .withPropertyValues(properties);
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "off", "no", "0", "FALSE"})
    void offIsOff(String off) {
        application("hopguard.enabled=" + off)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(HopguardClients.class));
        application("hopguard.inbound.enabled=" + off, "hopguard.errors.enabled=" + off)
                .run(context -> assertThat(context)
                        .hasSingleBean(HopguardClients.class)
                        .doesNotHaveBean("hopguardInboundBudgetFilter")
                        .doesNotHaveBean(HopguardErrorAdvice.class));
        application("hopguard.actuator.breaker-control=" + off)
                .run(context -> assertThat(context)
                        .hasSingleBean(HopguardEndpoint.class)
                        .doesNotHaveBean(HopguardControlEndpoint.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "on", "yes", "1", "True"})
    void onIsOn(String on) {
        application(
                        "hopguard.enabled=" + on,
                        "hopguard.inbound.enabled=" + on,
                        "hopguard.errors.enabled=" + on,
                        "hopguard.actuator.breaker-control=" + on)
                .run(context -> assertThat(context)
                        .hasSingleBean(HopguardClients.class)
                        .hasBean("hopguardInboundBudgetFilter")
                        .hasSingleBean(HopguardErrorAdvice.class)
                        .hasSingleBean(HopguardControlEndpoint.class)
                        .hasSingleBean(HopguardEndpoint.class));
    }

    @Test
    void anEnvironmentVariableSwitchesItOff() {
        application()
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                "test-systemEnvironment", Map.of("HOPGUARD_ENABLED", "off"))))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(HopguardClients.class));
    }

    @Test
    void whatIsNeitherKeepsTheApplicationFromStarting() {
        application("hopguard.enabled=maybe")
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining(BindException.class.getName())
                        .hasStackTraceContaining("hopguard.enabled"));
    }
}

package io.hopguard.spring;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
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

    @ParameterizedTest
    @CsvSource({"native, true, 1", "native, false, 0", "framework, true, 0"})
    void anotherServerThatGoesByHeadersIsWarnedOf(String strategy, boolean enforce, int warnings) {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        Logger logger = (Logger) LoggerFactory.getLogger("io.hopguard.spring.inbound");
        logger.setLevel(Level.INFO);
        logger.addAppender(lines);
        new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(HopguardAutoConfiguration.class))
                .withConfiguration(ALSO_FOR_THE_WEB)
                .withPropertyValues(
                        "server.forward-headers-strategy=" + strategy, "hopguard.inbound.enforce=" + enforce)
                .withClassLoader(new FilteredClassLoader("org.springframework.boot.tomcat", "org.apache.catalina"))
                .run(context -> assertThat(context).hasNotFailed().hasBean("hopguardInboundBudgetFilter"));
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .hasSize(warnings)
                .allMatch(line -> line.contains("server.forward-headers-strategy is native"));
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

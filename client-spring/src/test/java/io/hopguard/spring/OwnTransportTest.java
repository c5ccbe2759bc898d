package io.hopguard.spring;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.hopguard.client.ResilientClient;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A transport of the application's own is not sent through Hopguard, and that is said. */
class OwnTransportTest {
    private static List<String> warnings(ApplicationContextRunner application) {
        Logger logger = (Logger) LoggerFactory.getLogger("io.hopguard");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.WARN);
        try {
            application.run(context -> assertThat(context).hasNotFailed());
        } finally {
            logger.detachAppender(log);
            logger.setLevel(null);
        }
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void aBuilderOfAnotherTransportIsWarnedOf() {
        assertThat(warnings(Application.runner()
                        .withBean(
                                "mine",
                                ClientHttpRequestFactoryBuilder.class,
                                ClientHttpRequestFactoryBuilder::simple)))
                .singleElement()
                .asString()
                .contains("bean 'mine'", "do not send through Hopguard");
    }

    @Test
    void aBuilderOfTheApplicationThatSendsThroughHopguardIsNot() {
        try (ResilientClient client = ResilientClient.builder().name("mine").build()) {
            assertThat(warnings(Application.runner()
                            .withBean(
                                    ClientHttpRequestFactoryBuilder.class,
                                    () -> (ClientHttpRequestFactoryBuilder<HopguardRequestFactory>)
                                            settings -> new HopguardRequestFactory(client))))
                    .isEmpty();
        }
    }

    @Test
    void noneOfTheApplicationsOwnIsNoCauseForAWarning() {
        assertThat(warnings(Application.runner())).isEmpty();
    }
}

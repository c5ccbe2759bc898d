package io.hopguard.spring;

import static io.hopguard.spring.ScriptedServer.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.web.client.RestClient;

/** Spring Boot's own properties hold where ours say nothing. */
class BootSettingsTest {
    private static String shared(AssertableApplicationContext context, HttpClientSettings settings) {
        return context.getBean(HopguardClients.class).shared(settings).describe();
    }

    private static String shared(AssertableApplicationContext context) {
        return shared(context, context.getBean(HttpClientSettings.class));
    }

    @Test
    void theReadTimeoutIsThatOfAnAttempt() {
        try (ScriptedServer server = new ScriptedServer(c -> {
            c.request();
            c.silence(5_000);
        })) {
            Application.runner(
                            "spring.http.clients.read-timeout=100ms",
                            "hopguard.defaults.retry.max-attempts=2",
                            "hopguard.defaults.retry.base-delay=1ms",
                            "hopguard.defaults.timeouts.total=400ms")
                    .run(context -> assertThatThrownBy(() -> context.getBean(RestClient.Builder.class)
                                    .build()
                                    .get()
                                    .uri(server.url())
                                    .retrieve()
                                    .toBodilessEntity())
                            .hasMessageContaining("2 attempts"));
        }
    }

    @Test
    void aLongReadTimeoutMakesRoomForItself() {
        Application.runner("spring.http.clients.read-timeout=30s", "spring.http.clients.connect-timeout=40s")
                .run(context -> assertThat(shared(context))
                        .contains("ends within 30 s")
                        .contains("follow within 30 s")
                        .contains("connect 30 s"));
        Application.runner("spring.http.clients.read-timeout=30s", "hopguard.defaults.timeouts.total=5s")
                .run(context ->
                        assertThat(shared(context)).contains("ends within 5 s").contains("follow within 5 s"));
    }

    @Test
    void oursWins() {
        Application.runner(
                        "spring.http.clients.read-timeout=30s",
                        "spring.http.clients.connect-timeout=300ms",
                        "hopguard.defaults.timeouts.attempt=2s",
                        "hopguard.defaults.timeouts.connect=200ms")
                .run(context -> assertThat(shared(context))
                        .contains("follow within 2 s")
                        .contains("connect 200 ms")
                        .contains("ends within 10 s"));
    }

    @Test
    void whereBothSaySomethingAWarningTellsWhichWins() {
        List<String> warnings = warnings(
                "spring.http.clients.read-timeout=30s",
                "spring.http.clients.connect-timeout=300ms",
                "spring.http.clients.redirects=follow",
                "spring.http.clients.cookie-handling=enable",
                "spring.http.clients.imperative.factory=jdk",
                "hopguard.defaults.timeouts.attempt=2s",
                "hopguard.defaults.timeouts.connect=200ms",
                "hopguard.defaults.redirects.enabled=false");
        assertThat(warnings)
                .contains(
                        "hopguard.defaults.timeouts.attempt (2 s) wins over spring.http.clients.read-timeout (30 s)",
                        "hopguard.defaults.timeouts.connect (200 ms) wins over spring.http.clients.connect-timeout (300 ms)",
                        "hopguard.defaults.redirects.enabled (false) wins over spring.http.clients.redirects (FOLLOW)");
        assertThat(warnings).anyMatch(line -> line.contains("cookie-handling"));
        assertThat(warnings).anyMatch(line -> line.contains("imperative.factory"));
    }

    @Test
    void aGroupsPropertiesAreNamedAsTheyAreWritten() {
        assertThat(warnings(
                        "spring.http.serviceclient.orders.read-timeout=30s",
                        "hopguard.clients.orders.timeouts.attempt=2s"))
                .contains(
                        "hopguard.clients.orders.timeouts.attempt (2 s) wins over spring.http.serviceclient.orders.read-timeout (30 s)");
    }

    @Test
    void whatAgreesIsNoCauseForAWarning() {
        assertThat(warnings("spring.http.clients.read-timeout=2s", "hopguard.defaults.timeouts.attempt=2s"))
                .isEmpty();
        assertThat(warnings()).isEmpty();
    }

    private static List<String> warnings(String... properties) {
        Logger logger = (Logger) LoggerFactory.getLogger("io.hopguard");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        logger.setAdditive(false);
        logger.setLevel(Level.WARN);
        try {
            Application.runner(properties).run(context -> assertThat(context).hasNotFailed());
        } finally {
            logger.detachAppender(log);
            logger.setAdditive(true);
            logger.setLevel(null);
        }
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void redirectsAreNotFollowedWhereSpringBootSaysSo() {
        try (ScriptedServer server = ScriptedServer.answering(response(302, "Location: /next\r\n", ""))) {
            Application.runner("spring.http.clients.redirects=dont-follow")
                    .run(context -> context.getBean(RestClient.Builder.class)
                            .build()
                            .get()
                            .uri(server.url())
                            .retrieve()
                            .toBodilessEntity());
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void aBuildersOwnTimeoutsHoldForItAlone() {
        Application.runner().run(context -> {
            HttpClientSettings own = HttpClientSettings.defaults().withReadTimeout(Duration.ofMillis(900));
            assertThat(shared(context, own)).contains("follow within 900 ms");
            assertThat(shared(context)).contains("follow within 3 s");
            assertThat(context.getBean(HopguardClients.class).shared(own))
                    .isSameAs(context.getBean(HopguardClients.class)
                            .shared(HttpClientSettings.defaults().withReadTimeout(Duration.ofMillis(900))));
            assertThat(context.getBean(RestTemplateBuilder.class)
                            .readTimeout(Duration.ofMillis(900))
                            .build()
                            .getRequestFactory())
                    .isInstanceOf(HopguardRequestFactory.class);
        });
    }
}

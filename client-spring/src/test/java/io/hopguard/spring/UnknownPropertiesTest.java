package io.hopguard.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.web.client.RestClient;

/** What is written but would not hold, or cannot hold together, keeps the application from starting. */
class UnknownPropertiesTest {
    @ParameterizedTest
    @CsvSource({
        "hopguard.enable, hopguard.enable is unknown; did you mean hopguard.enabled?",
        "hopguard.defaults.timeouts.totl, hopguard.defaults.timeouts.totl is unknown; did you mean hopguard.defaults.timeouts.total?",
        "hopguard.clients.orders.retry.max-attempt, hopguard.clients.orders.retry.max-attempt is unknown; did you mean hopguard.clients.orders.retry.max-attempts?",
        "hopguard.clients.orders.circuitbraker.enabled, hopguard.clients.orders.circuitbraker is unknown; did you mean hopguard.clients.orders.circuit-breaker?",
        "hopguard.clients.orders.timeouts.total.millis, hopguard.clients.orders.timeouts.total.millis is unknown; hopguard.clients.orders.timeouts.total is a single value",
        "hopguard.clients.orders.hops[0].timeot, hopguard.clients.orders.hops[0].timeot is unknown; did you mean hopguard.clients.orders.hops[0].timeout?",
        "hopguard.defaults.retry.patience, 'hopguard.defaults.retry.patience is unknown; below hopguard.defaults.retry there are max-attempts, base-delay, max-delay, jitter, statuses'",
        "hopguard.defaults.user-agent.timeouts.total, hopguard.defaults.user-agent.timeouts is unknown; hopguard.defaults.user-agent is a single value",
        "hopguard.defaults.user-agent[0], hopguard.defaults.user-agent[0] is unknown; hopguard.defaults.user-agent is a single value",
        "hopguard.clients.orders.base-uri.url, hopguard.clients.orders.base-uri.url is unknown; hopguard.clients.orders.base-uri is a single value",
        "hopguard.clients.orders.ssl-bundle.reload-on-update, hopguard.clients.orders.ssl-bundle.reload-on-update is unknown; hopguard.clients.orders.ssl-bundle is a single value",
        "hopguard.inbound.trusted-sources.lan, hopguard.inbound.trusted-sources.lan is unknown; hopguard.inbound.trusted-sources is a list",
    })
    void unknownNamesAreRefusedWithTheNearestOne(String name, String message) {
        Application.runner(name + "=s3cret")
                .run(context -> assertThat(problems(context)).isEqualTo(message));
    }

    @Test
    void namesOfHeadersMayHaveDots() {
        try (ScriptedServer server = ScriptedServer.ok("fine")) {
            Application.runner("hopguard.defaults.headers.X.Tenant=acme").run(context -> {
                context.getBean(RestClient.Builder.class)
                        .build()
                        .get()
                        .uri(server.url())
                        .retrieve()
                        .toBodilessEntity();
                assertThat(server.requests()).singleElement(STRING).containsIgnoringCase("X.Tenant: acme");
            });
        }
    }

    @Test
    void hostsWithoutTheProxyMayBeAList() {
        try (ScriptedServer server = ScriptedServer.ok("fine")) {
            Application.runner(
                            "hopguard.defaults.proxy.uri=http://localhost:1",
                            "hopguard.defaults.proxy.no-proxy[0]=localhost",
                            "hopguard.defaults.proxy.no-proxy[1]=127.0.0.1")
                    .run(context -> assertThat(context.getBean(RestClient.Builder.class)
                                    .build()
                                    .get()
                                    .uri(server.url())
                                    .retrieve()
                                    .body(String.class))
                            .isEqualTo("fine"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "hopguard.clients.orders.timeouts.attempt=20s, 'hopguard.clients.orders.timeouts.attempt is 20 s; must not be more than hopguard.clients.orders.timeouts.total, which is 10 s; lower it or raise hopguard.clients.orders.timeouts.total'",
        "hopguard.defaults.timeouts.attempt=20s, 'hopguard.defaults.timeouts.attempt is 20 s; must not be more than hopguard.clients.orders.timeouts.total, which is 10 s; lower it or raise hopguard.clients.orders.timeouts.total'",
        "hopguard.clients.orders.circuit-breaker.failure-rate-threshold=200, hopguard.clients.orders.circuit-breaker.failure-rate-threshold is 200; must be",
        "hopguard.clients.orders.bulkhead.max-concurrent-calls=0, hopguard.clients.orders.bulkhead.max-concurrent-calls is 0; must be at least 1",
        "hopguard.clients.orders.base-uri=ftp://x, hopguard.clients.orders.base-uri is ftp://x; URI: must start with http:// or https://",
        "hopguard.clients.orders.auth.bearer-token=s3cret, 'hopguard.clients.orders.auth is bearer token; needs hopguard.clients.orders.base-uri'",
        "hopguard.clients.orders.auth.basic.user=u, hopguard.clients.orders.auth.basic.password is not set; give the password",
        "hopguard.clients.orders.ssl-bundle=none, hopguard.clients.orders.ssl-bundle is none; there is no such bundle",
        "hopguard.clients.orders.user-agent=, hopguard.clients.orders.user-agent is ''; give a name",
        "hopguard.clients.orders.proxy.user=u, hopguard.clients.orders.proxy.user is set; it is for the proxy of hopguard.clients.orders.proxy.uri",
        "hopguard.clients.orders.hops[0].name=nginx, hopguard.clients.orders.hops.nginx is 0 ms; must be more than 0",
        "hopguard.clients.orders.headers.Content-Length=5, hopguard.clients.orders.headers or hopguard.clients.orders.auth: header Content-Length: is set by the client",
        "hopguard.shutdown-grace=-1s, hopguard.shutdown-grace is -1 s; must not be negative",
        "hopguard.actuator.last-failures=1001, hopguard.actuator.last-failures is 1001; must be from 0 to 1000",
        "hopguard.defaults.tls.trust-password=s3cret, hopguard.defaults.tls.trust-password is set; it is for the file of hopguard.defaults.tls.trust",
        "hopguard.clients.orders.tls.trust-also-password=s3cret, hopguard.clients.orders.tls.trust-also-password is set; it is for the file of hopguard.clients.orders.tls.trust-also",
        "hopguard.clients.orders.tls.key-password=s3cret, hopguard.clients.orders.tls.key-password is set; it is for the file of hopguard.clients.orders.tls.key",
    })
    void whatCannotHoldIsToldInTheWordsOfTheProperties(String property, String message) {
        Application.runner("hopguard.clients.orders.budget-header=off", property)
                .run(context ->
                        assertThat(problems(context)).startsWith(message).doesNotContain("s3cret"));
    }

    private static String problems(AssertableApplicationContext context) {
        Throwable failure = context.getStartupFailure();
        while (failure != null && !(failure instanceof InvalidHopguardPropertiesException)) {
            failure = failure.getCause();
        }
        return failure == null ? "started" : failure.getMessage();
    }

    @Test
    void theAnalysisNamesEachPropertyAndWhereItIsWritten() {
        Application.runner("hopguard.defaults.timeouts.total=0s", "hopguard.defaults.retry.max-attempts=0")
                .run(context -> {
                    FailureAnalysis analysis =
                            new HopguardPropertiesFailureAnalyzer().analyze(context.getStartupFailure());
                    assertThat(analysis.getDescription())
                            .contains("hopguard.defaults.timeouts.total is 0 ms; must be more than 0 (")
                            .contains("hopguard.defaults.retry.max-attempts is 0; must be at least 1 (")
                            .contains("test");
                });
    }
}

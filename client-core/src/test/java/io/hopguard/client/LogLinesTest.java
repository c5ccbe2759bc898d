package io.hopguard.client;

import static io.hopguard.client.LogCapture.facts;
import static io.hopguard.client.Rig.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.event.CallEnded;
import io.hopguard.client.extend.Auth;
import io.hopguard.client.http.Response;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a call, at which level, and with which facts. */
class LogLinesTest {
    private static Rig rig() {
        return new Rig().with(builder -> builder.name("orders"));
    }

    private static ILoggingEvent only(LogCapture log) {
        List<ILoggingEvent> ends = log.of("calls").stream()
                .filter(event -> !event.getFormattedMessage().contains(" waits "))
                .toList();
        assertThat(ends).as("%s", log.lines()).hasSize(1);
        return ends.get(0);
    }

    @ParameterizedTest
    @EnumSource
    void aFinalFailureIsAWarningWithTheStoryAndTheFacts(Mode mode) {
        Rig rig = rig().then(
                        ScriptedTransport.says(502, LogCapture.NGINX, "Server", "nginx", "Content-Type", "text/html"));
        try (LogCapture log = new LogCapture(Level.DEBUG)) {
            rig.client();
            HopguardException failure = catchThrowableOfType(
                    HopguardException.class, () -> mode.fetch(rig.client().get("/orders/{id}", 7), String.class));
            ILoggingEvent line = only(log);
            assertThat(line.getLevel()).isEqualTo(Level.WARN);
            assertThat(line.getFormattedMessage())
                    .isEqualTo("[orders, http://api.test] BadGatewayException: " + failure.getMessage());
            Map<String, Object> facts = facts(line);
            assertThat(facts)
                    .contains(
                            entry("client", "orders"),
                            entry("target", "http://api.test"),
                            entry("method", "GET"),
                            entry("route", "/orders/{id}"),
                            entry("outcome", "5xx"),
                            entry("status", 502),
                            entry("code", "bad_gateway"),
                            entry("attempts", 3),
                            entry("elapsed_ms", failure.elapsed().toMillis()),
                            entry("budget_ms", 10_000L),
                            entry("phase", "body"),
                            entry("product", "nginx"),
                            entry("answered_by", "gateway"),
                            entry("gave_up", "attempts_exhausted"),
                            entry("request_id", failure.requestId()))
                    .containsKeys("causes", "confidence")
                    .doesNotContainKeys("slow", "outcome_unknown", "cause");
        }
    }

    @Test
    void aStatusThatIsHandedOutIsToldLikeOneThatIsThrown() {
        Rig rig = rig().then(ScriptedTransport.answers(503));
        try (LogCapture log = new LogCapture(Level.INFO)) {
            assertThat(rig.client().post("/orders").send().status()).isEqualTo(503);
            assertThat(only(log).getFormattedMessage())
                    .startsWith("[orders, http://api.test] ServiceUnavailableException: POST /orders");
            assertThat(facts(only(log))).contains(entry("outcome", "5xx"), entry("status", 503));
        }
    }

    @Test
    void aFailureWithoutAnAnswerHasItsCodeAsOutcome() {
        Rig rig = rig().then(Fault.LOST);
        try (LogCapture log = new LogCapture(Level.INFO)) {
            failureOf(Mode.BLOCKING, rig.client().post("/orders"));
            assertThat(facts(only(log)))
                    .contains(entry("outcome", "connection_lost"), entry("outcome_unknown", true), entry("attempts", 1))
                    .doesNotContainKey("status");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSuccessAfterARetryIsWorthALine(Mode mode) {
        Rig rig = rig().then(ScriptedTransport.answers(503)).then(ScriptedTransport.answers(200));
        try (LogCapture log = new LogCapture(Level.INFO)) {
            mode.send(rig.client().get("/orders"));
            assertThat(only(log).getLevel()).isEqualTo(Level.INFO);
            assertThat(only(log).getFormattedMessage())
                    .isEqualTo("[orders, http://api.test] GET /orders answered 200 after 2 attempts in 50 ms of 10 s"
                            + " [1: 503, 0 ms; 2: 200, 0 ms]");
            assertThat(facts(only(log)))
                    .contains(entry("outcome", "2xx"), entry("status", 200), entry("attempts", 2))
                    .doesNotContainKeys("code", "slow");
        }
    }

    @Test
    void anythingElseIsForDebugging() {
        Rig rig = rig().then(ScriptedTransport.answers(200)).then(ScriptedTransport.answers(404));
        try (LogCapture log = new LogCapture(Level.DEBUG)) {
            rig.client().get("/orders").send();
            rig.client().get("/orders").send();
            assertThat(log.lines())
                    .containsExactly(
                            "DEBUG [orders, http://api.test] GET /orders answered 200 in 0 ms of 10 s",
                            "DEBUG [orders, http://api.test] GET /orders answered 404 in 0 ms of 10 s");
        }
    }

    @Test
    void aRedirectIsNoRetry() {
        Rig rig = rig().then(ScriptedTransport.answers(302, "Location", "/new")).then(ScriptedTransport.answers(200));
        try (LogCapture log = new LogCapture(Level.DEBUG)) {
            rig.client().get("/orders").send();
            assertThat(only(log).getLevel()).isEqualTo(Level.DEBUG);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {5_000, 5_001})
    void anAnswerThatTookMoreThanHalfOfItsTimeIsSlow(long millis) {
        Rig rig = rig().with(builder -> builder.retry(r -> r.off()))
                .thenAfter(Duration.ofMillis(millis), ScriptedTransport.answers(200));
        try (LogCapture log = new LogCapture(Level.INFO)) {
            rig.client().get("/orders").send();
            assertThat(log.events()).hasSize(millis > 5_000 ? 1 : 0);
            log.events()
                    .forEach(
                            line -> assertThat(facts(line)).contains(entry("slow", true), entry("elapsed_ms", millis)));
        }
    }

    @Test
    void whatIsSlowCanBeSet() {
        Rig rig = rig().with(builder -> builder.logs(l -> l.slowAfter(Duration.ofMillis(20))))
                .thenAfter(Duration.ofMillis(20), ScriptedTransport.answers(200));
        try (LogCapture log = new LogCapture(Level.INFO)) {
            rig.client().get("/orders").send();
            assertThat(facts(only(log))).contains(entry("slow", true));
        }
    }

    @Test
    void whatThisClientRefusesIsForDebuggingAndSummedUp() {
        Rig rig = rig().with(builder -> builder.circuitBreaker(b -> b.enabled(true)
                        .slidingWindowSize(2)
                        .minimumNumberOfCalls(2)
                        .openFor(Duration.ofHours(1))))
                .then(Fault.REFUSED);
        try (LogCapture log = new LogCapture(Level.DEBUG)) {
            for (int i = 0; i < 4; i++) {
                failureOf(Mode.BLOCKING, rig.client().get("/orders"));
            }
            rig.client().close();
            assertThat(log.of("calls").stream()
                            .filter(line -> line.getFormattedMessage().contains("CircuitOpenException: "))
                            .filter(line -> !line.getFormattedMessage().contains("of which")))
                    .hasSize(3)
                    .allMatch(line -> line.getLevel() == Level.DEBUG);
            ILoggingEvent summary = log.of("calls").get(log.of("calls").size() - 1);
            assertThat(summary.getLevel()).isEqualTo(Level.WARN);
            assertThat(summary.getFormattedMessage())
                    .matches("\\[orders, http://api.test] 4 calls failed in .*, of which 1 was told: 3 circuit_open.*"
                            + ", 1 connect_failed.*; last: CircuitOpenException: GET /orders failed.*");
            assertThat(facts(summary))
                    .contains(entry("failed", 4L), entry("told", 1L), entry("recovered", 0L))
                    .containsKey("window_ms");
        }
    }

    @Test
    void inAnOutageFiveLinesAreWrittenAndTheRestIsSummedUp() {
        Rig rig = rig().with(builder -> builder.retry(r -> r.off()))
                .then(ScriptedTransport.says(502, LogCapture.NGINX, "Server", "nginx", "Content-Type", "text/html"));
        try (LogCapture log = new LogCapture(Level.DEBUG)) {
            for (int i = 0; i < 100; i++) {
                rig.client().get("/orders").send();
            }
            rig.time.advance(Duration.ofSeconds(10));
            rig.client().get("/orders").send();
            assertThat(log.of("calls").stream().filter(line -> line.getLevel() == Level.WARN))
                    .hasSize(5 + 1 + 1);
            assertThat(log.of("calls").stream().filter(line -> line.getLevel() == Level.DEBUG))
                    .hasSize(95);
            assertThat(log.lines().stream().filter(line -> line.contains(" of which ")))
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .startsWith(
                                    "WARN [orders, http://api.test] 100 calls failed in 10 s, of which 5 were told: 100"
                                            + " bad_gateway (nginx")
                            .contains("; last: BadGatewayException: GET /orders failed after 1 attempt"));
        }
    }

    @Test
    void changesOfStateAreToldWithTheLastFailure() {
        Rig rig = rig().with(builder -> builder.retry(r -> r.off())
                        .circuitBreaker(b -> b.enabled(true)
                                .slidingWindowSize(2)
                                .minimumNumberOfCalls(2)
                                .openFor(Duration.ofHours(1))))
                .then(ScriptedTransport.says(502, LogCapture.NGINX, "Server", "nginx", "Content-Type", "text/html"));
        try (LogCapture log = new LogCapture(Level.INFO)) {
            rig.client().get("/orders").send();
            rig.client().get("/orders").send();
            ILoggingEvent line = log.of("state").get(0);
            assertThat(line.getLevel()).isEqualTo(Level.WARN);
            assertThat(line.getFormattedMessage())
                    .startsWith(
                            "[orders, http://api.test] circuit breaker CLOSED -> OPEN; last failure: BadGatewayException: ");
            assertThat(facts(line))
                    .contains(
                            entry("client", "orders"),
                            entry("target", "http://api.test"),
                            entry("breaker_from", "closed"),
                            entry("breaker_to", "open"),
                            entry("code", "bad_gateway"),
                            entry("product", "nginx"));
        }
    }

    @Test
    void anExhaustedRetryBudgetIsToldOnceAndItsRecoveryToo() {
        Rig rig = rig().with(builder -> builder.retryBudget(b -> b.reserve(1).ratio(1)));
        for (int i = 0; i < 2; i++) {
            rig.then(ScriptedTransport.answers(503)).then(ScriptedTransport.answers(503));
        }
        rig.then(ScriptedTransport.answers(503))
                .then(ScriptedTransport.answers(503))
                .then(ScriptedTransport.answers(503));
        rig.then(ScriptedTransport.answers(200));
        try (LogCapture log = new LogCapture(Level.INFO)) {
            for (int i = 0; i < 20; i++) {
                rig.client().get("/orders").send();
            }
            assertThat(log.of("state").stream().map(line -> line.getLevel() + " " + line.getFormattedMessage()))
                    .hasSize(2)
                    .first()
                    .asString()
                    .startsWith("WARN [orders, http://api.test] retry budget exhausted");
            assertThat(log.of("state").get(1).getLevel()).isEqualTo(Level.INFO);
            assertThat(facts(log.of("state").get(1))).contains(entry("retry_budget", "recovered"));
        }
    }

    @Test
    void theCauseIsNamedByItsClassesOnly() {
        Rig rig = rig().with(builder -> builder.auth(Auth.bearer(() -> {
            throw new IllegalStateException("token s3cret99", new java.io.IOException("also s3cret99"));
        })));
        try (LogCapture log = new LogCapture(Level.INFO)) {
            failureOf(Mode.BLOCKING, rig.client().get("/orders"));
            assertThat(facts(only(log))).contains(entry("cause", "IllegalStateException < IOException"));
            assertThat(log.lines().toString()).doesNotContain("s3cret99");
        }
    }

    /** As long as nobody has taken the call over, nobody else would tell. */
    @ParameterizedTest
    @CsvSource({"refused, DEBUG, bulkhead_full", "cancelled, WARN, cancelled", "completed, WARN, cancelled"})
    void anAsynchronousCallThatNoThreadEverRanHasALineToo(String how, String level, String code) {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        List<Runnable> queue = new ArrayList<>();
        Rig rig = rig().with(builder -> builder.meterRegistry(registry).executor(task -> {
            if (how.equals("refused")) {
                throw new RejectedExecutionException("full");
            }
            queue.add(task);
        }));
        try (LogCapture log = new LogCapture(Level.DEBUG)) {
            CompletableFuture<Response> future = rig.client().get("/orders").sendAsync();
            if (how.equals("cancelled")) {
                future.cancel(true);
            } else {
                future.complete(null);
            }
            queue.forEach(Runnable::run);
            assertThat(only(log).getLevel()).hasToString(level);
            assertThat(facts(only(log))).contains(entry("outcome", code), entry("attempts", 0));
        }
        assertThat(registry.get("hopguard.client.calls")
                        .tag("outcome", code)
                        .timer()
                        .count())
                .isOne();
        assertThat(rig.transport.attempts()).isZero();
    }

    @Test
    void aClientThatClosesTellsOfTheCallsInItsQueueBeforeItIsClosed() {
        RecordingListener told = new RecordingListener();
        try (LogCapture log = new LogCapture(Level.DEBUG)) {
            ResilientClient client = ResilientClient.builder()
                    .executor(task -> {})
                    .listener(told, Runnable::run)
                    .build();
            CompletableFuture<Response> future =
                    client.get("http://api.test/orders").sendAsync();
            client.close();
            assertThat(told.all(CallEnded.class)).hasSize(1);
            assertThat(facts(only(log))).contains(entry("outcome", "cancelled"));
            assertThat(future).isCompletedExceptionally();
        }
    }

    @Test
    void anAppenderThatThrowsHarmsNobody() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Rig rig = rig().with(builder -> builder.meterRegistry(registry)).then(ScriptedTransport.answers(200));
        try (LogCapture log = new LogCapture(Level.TRACE, new NoSuchMethodError("test"))) {
            assertThat(rig.client().get("/orders").send().status()).isEqualTo(200);
            assertThat(log.events()).hasSizeGreaterThan(1);
        }
        assertThat(registry.get("hopguard.client.calls").timers())
                .singleElement()
                .satisfies(timer -> assertThat(timer.count()).isOne());
    }

    @Test
    void theyCanBeSwitchedOff() {
        Rig rig = rig().with(builder -> builder.logs(l -> l.off())).then(Fault.LOST);
        try (LogCapture log = new LogCapture(Level.TRACE)) {
            failureOf(Mode.BLOCKING, rig.client().get("/orders"));
            rig.client().close();
            assertThat(log.of("calls")).isEmpty();
        }
    }

    @Test
    void wrongValuesAreReported() {
        assertThat(catchThrowable(() -> ResilientClient.builder()
                        .logs(l -> l.slowAfter(Duration.ZERO)
                                .window(Duration.ofHours(2))
                                .linesPerWindow(-1))
                        .build()))
                .hasMessageContaining("logs.slowAfter is 0 ms; must be more than 0")
                .hasMessageContaining("logs.window is 7200 s; must not be more than an hour")
                .hasMessageContaining("logs.linesPerWindow is -1; must be at least 0");
    }
}

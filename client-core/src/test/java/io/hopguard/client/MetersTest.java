package io.hopguard.client;

import static io.hopguard.client.Rig.failureOf;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.hopguard.client.error.BulkheadFullException;
import io.hopguard.client.error.CircuitOpenException;
import io.hopguard.client.error.NotFoundException;
import io.hopguard.client.error.Phase;
import io.hopguard.client.event.RetryScheduled;
import io.hopguard.client.internal.kernel.Stage;
import io.hopguard.client.policy.Jitter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What moves which meter, and by how much, in virtual time. */
class MetersTest {
    private static final String TARGET = "http://api.test";

    private final MeterRegistry registry = new SimpleMeterRegistry();

    private Rig rig() {
        return new Rig()
                .with(builder -> builder.name("orders")
                        .meterRegistry(registry)
                        .timeouts(t -> t.total(ofSeconds(5)).attempt(ofSeconds(2)))
                        .retry(r -> r.maxAttempts(3)
                                .backoff(ofMillis(100), ofSeconds(2))
                                .jitter(Jitter.NONE)));
    }

    private Timer timer(String name, String... tags) {
        return registry.get("hopguard.client." + name)
                .tag("client", "orders")
                .tags(tags)
                .timer();
    }

    private static void assertRecords(Timer timer, long count, long totalMillis) {
        assertThat(timer.count()).isEqualTo(count);
        assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isCloseTo(totalMillis, within(0.001));
    }

    private double counter(String name, String... tags) {
        return registry.get("hopguard.client." + name).tags(tags).counter().count();
    }

    private double gauge(String name, String... tags) {
        return registry.get("hopguard.client." + name).tags(tags).gauge().value();
    }

    @ParameterizedTest
    @EnumSource
    void aCallThatARetrySavesMovesAllThatItShould(Mode mode) {
        Rig rig = rig().with(b -> b.retryBudget(budget -> budget.perSuccess(0)))
                .thenAfter(ofMillis(12), ScriptedTransport.answers(503))
                .thenAfter(ofMillis(20), ScriptedTransport.says(200, "hello"));
        mode.send(rig.client().get("/orders/{id}", 42));

        String[] route = {"route", "/orders/{id}", "method", "GET"};
        assertThat(registry.get("hopguard.client.calls").timers()).hasSize(1);
        assertRecords(timer("calls", route), 1, 132);
        assertThat(timer("calls", route).getId().getTag("outcome")).isEqualTo("2xx");
        assertThat(registry.get("hopguard.client.attempts").timers()).hasSize(2);
        assertRecords(timer("attempts", "outcome", "5xx", "status", "503", "route", "/orders/{id}"), 1, 12);
        assertRecords(
                timer("attempts", "outcome", "2xx", "status", "2xx", "answered_by", "none", "cause", "none"), 1, 20);
        assertThat(counter("retries", "reason", "503")).isOne();
        assertThat(registry.find("hopguard.client.gave.up").counters()).isEmpty();
        assertRecords(timer("wait", "kind", "backoff"), 1, 100);
        assertRecords(timer("budget.left", "at", "send"), 2, 5_000 + 5_000 - 112);
        assertRecords(timer("budget.left", "at", "end"), 1, 5_000 - 132);
        assertThat(registry.get("hopguard.client.response.size").summary().totalAmount())
                .isEqualTo(5);
        assertThat(gauge("timeout.total")).isEqualTo(5);
        assertThat(gauge("retry.budget", "target", TARGET)).isEqualTo(9);
        assertThat(gauge("retry.budget.capacity", "target", TARGET)).isEqualTo(10);
    }

    @ParameterizedTest
    @EnumSource
    void whatEndedACallIsItsOutcomeHandedOutAndThrownAlike(Mode mode) {
        Rig rig = rig().then(ScriptedTransport.answers(500))
                .then(ScriptedTransport.answers(404))
                .then(ScriptedTransport.answers(302))
                .then(Fault.REFUSED);
        mode.send(rig.client().get("/handed"));
        Rig.failureOf(mode, rig.client().get("/x"));
        mode.send(rig.client().get("/moved"));
        failureOf(mode, rig.client().get("/refused"));
        assertThat(timer("calls", "route", "/handed").getId().getTag("outcome")).isEqualTo("5xx");
        assertThat(timer("calls", "route", "/x").getId().getTag("outcome")).isEqualTo("4xx");
        assertThat(timer("calls", "route", "/moved").getId().getTag("outcome")).isEqualTo("3xx");
        assertThat(timer("calls", "route", "/refused").getId().getTag("outcome"))
                .isEqualTo("connect_failed");
        assertThat(timer("attempts", "route", "/handed").getId().getTag("status"))
                .isEqualTo("500");
        assertThat(timer("attempts", "route", "/x").getId().getTag("status")).isEqualTo("4xx");
        assertThat(timer("attempts", "route", "/refused").getId().getTag("status"))
                .isEqualTo("none");
        assertThat(timer("attempts", "route", "/refused").getId().getTag("outcome"))
                .isEqualTo("connect_failed");
        assertThat(timer("attempts", "route", "/refused").count()).isEqualTo(3);
        assertThat(counter("retries", "reason", "connect_failed")).isEqualTo(2);
        assertThat(counter("gave.up", "reason", "attempts_exhausted")).isOne();
        assertThat(counter("gave.up", "reason", "not_retryable")).isOne();
    }

    @ParameterizedTest
    @EnumSource
    void aStatusThatAnInterceptorThrowsIsAStatus(Mode mode) {
        Rig rig = rig().with(b -> b.attemptInterceptor(
                        (request, chain) -> chain.proceed(request).orThrow()))
                .then(ScriptedTransport.answers(404))
                .then(ScriptedTransport.answers(503));
        assertThat(failureOf(mode, rig.client().get("/thrown"))).isInstanceOf(NotFoundException.class);
        failureOf(mode, rig.client().get("/again"));
        assertThat(timer("calls", "route", "/thrown").getId().getTag("outcome")).isEqualTo("4xx");
        assertThat(timer("attempts", "route", "/thrown").getId().getTag("outcome"))
                .isEqualTo("4xx");
        assertThat(timer("attempts", "route", "/again").getId().getTag("status"))
                .isEqualTo("503");
        assertThat(counter("retries", "reason", "503")).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsLeftOfABudgetThatIsOver(Mode mode) {
        Rig rig = rig().thenAfter(ofSeconds(6), Fault.NO_RESPONSE_IN_TIME);
        failureOf(mode, rig.client().get("/late"));
        assertRecords(timer("calls", "outcome", "deadline_exceeded"), 1, 6_000);
        assertRecords(timer("budget.left", "at", "end"), 1, 0);
    }

    @ParameterizedTest
    @EnumSource
    void anOpenBreakerIsSeenAndWhatItRefusesIsCounted(Mode mode) {
        Rig rig = rig().with(b -> b.retry(r -> r.off())
                        .circuitBreaker(
                                c -> c.enabled(true).slidingWindowSize(2).minimumNumberOfCalls(2)))
                .then(ScriptedTransport.answers(502));
        mode.send(rig.client().get("/orders"));
        assertThat(gauge("breaker.state", "state", "closed", "target", TARGET)).isOne();
        assertThat(gauge("breaker.failure.rate", "target", TARGET)).isNaN();
        mode.send(rig.client().get("/orders"));
        assertThat(failureOf(mode, rig.client().get("/orders"))).isInstanceOf(CircuitOpenException.class);
        assertThat(gauge("breaker.state", "state", "closed")).isZero();
        assertThat(gauge("breaker.state", "state", "open")).isOne();
        assertThat(gauge("breaker.state", "state", "half_open")).isZero();
        assertThat(gauge("breaker.failure.rate")).isOne();
        assertThat(registry.get("hopguard.client.breaker.rejections")
                        .tag("target", TARGET)
                        .functionCounter()
                        .count())
                .isOne();
        assertThat(timer("calls", "outcome", "circuit_open").count()).isOne();
        assertThat(timer("attempts").count()).as("a refused attempt is none").isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void theBulkheadShowsWhoIsInAndHowLongOthersWaited(Mode mode) {
        Rig rig = rig().with(b -> b.bulkhead(k -> k.maxConcurrentCalls(1).maxWait(ofMillis(300))));
        rig.then(exchange -> {
            assertThat(gauge("bulkhead.calls", "state", "running")).isOne();
            assertThat(failureOf(mode, rig.client().get("/second"))).isInstanceOf(BulkheadFullException.class);
            return ScriptedTransport.answers(200).execute(exchange);
        });
        rig.client().get("/first").send();
        assertRecords(timer("wait", "kind", "bulkhead"), 1, 300);
        assertThat(gauge("bulkhead.calls", "state", "running")).isZero();
        assertThat(gauge("bulkhead.calls", "state", "waiting")).isZero();
        assertThat(gauge("bulkhead.max")).isOne();
        assertThat(timer("calls", "outcome", "bulkhead_full").count()).isOne();
    }

    @ParameterizedTest
    @EnumSource
    void phasesOfNewConnectionsAreTimedAndThatWhichFailedIsNot(Mode mode) {
        Rig rig = rig();
        rig.then(inPhases(rig, 30, Phase.LEASE, Phase.DNS, Phase.CONNECT, Phase.PROXY, Phase.TLS, Phase.WRITE))
                .then(reused(inPhases(rig, 40, Phase.LEASE, Phase.CONNECT, Phase.WRITE)))
                .then(exchange -> {
                    inPhases(rig, 50, Phase.DNS, Phase.CONNECT).execute(exchange);
                    return Fault.REFUSED.execute(exchange);
                });
        mode.send(rig.client().get("/new"));
        mode.send(rig.client().get("/kept"));
        failureOf(mode, rig.client().get("/refused").noRetry());
        assertRecords(timer("wait", "kind", "lease"), 2, 30 + 40);
        assertRecords(timer("connect", "phase", "dns"), 2, 30 + 50);
        assertRecords(timer("connect", "phase", "connect"), 1, 30);
        assertRecords(timer("connect", "phase", "proxy"), 1, 30);
        assertRecords(timer("connect", "phase", "tls"), 1, 30);
    }

    @ParameterizedTest
    @EnumSource
    void aLeaseThatCameAtOnceIsNoWait(Mode mode) {
        Rig rig = rig();
        rig.then(exchange -> {
            exchange.run().enter(Phase.LEASE);
            rig.time.advance(java.time.Duration.ofNanos(99_999));
            exchange.run().enter(Phase.WRITE);
            return ScriptedTransport.answers(200).execute(exchange);
        });
        mode.send(rig.client().get("/"));
        assertRecords(timer("wait", "kind", "lease"), 0, 0);
    }

    @ParameterizedTest
    @EnumSource
    void routesAndMethodsAreFewWords(Mode mode) {
        Rig rig = rig().with(b -> b.baseUri(null)).then(ScriptedTransport.answers(200));
        mode.send(rig.client().request("GET", URI.create(TARGET + "/a/b")));
        mode.send(rig.client().request("BREW", TARGET + "/v12/pots/{id}", 1));
        mode.send(rig.client().get(TARGET + "/orders/42"));
        mode.send(rig.client().get(TARGET + "/v12/orders?page=77"));
        assertThat(registry.get("hopguard.client.calls").timers())
                .extracting(timer ->
                        timer.getId().getTag("method") + " " + timer.getId().getTag("route"))
                .containsExactlyInAnyOrder(
                        "GET none", "other " + TARGET + "/v12/pots/{id}", "GET other", "GET " + TARGET + "/v12/orders");
    }

    private static Stage inPhases(Rig rig, long millisEach, Phase... phases) {
        return exchange -> {
            for (Phase phase : phases) {
                exchange.run().enter(phase);
                rig.time.advance(ofMillis(millisEach));
            }
            return ScriptedTransport.answers(200).execute(exchange);
        };
    }

    private static Stage reused(Stage step) {
        return exchange -> {
            exchange.run().over(true, false);
            return step.execute(exchange);
        };
    }

    @ParameterizedTest
    @EnumSource
    void aRetryForWhichTheTimeRanOutMeanwhileIsNone(Mode mode) {
        RecordingListener told = new RecordingListener();
        Rig rig = rig();
        rig.with(b -> b.listener(told, Runnable::run).internals(rig.time, () -> drawnLate(rig), rig.transport))
                .then(ScriptedTransport.answers(503));
        mode.send(rig.client().get("/orders/{id}", 1));
        assertThat(rig.transport.attempts()).isOne();
        assertThat(counter("gave.up", "reason", "deadline")).isOne();
        assertThat(registry.find("hopguard.client.retries").counters()).isEmpty();
        assertThat(timer("wait", "kind", "backoff").count()).isZero();
        assertThat(told.all(RetryScheduled.class)).isEmpty();
    }

    /** So late that what was decided no longer fits. */
    private static double drawnLate(Rig rig) {
        rig.time.advance(ofMillis(4_950));
        return Rig.CHANCE;
    }
}

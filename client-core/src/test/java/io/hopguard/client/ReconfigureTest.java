package io.hopguard.client;

import static io.hopguard.client.Rig.failureOf;
import static io.hopguard.client.ScriptedTransport.answers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.hopguard.client.error.BulkheadFullException;
import io.hopguard.client.error.CircuitOpenException;
import io.hopguard.client.http.Target;
import io.hopguard.client.internal.kernel.Exchange;
import io.hopguard.client.policy.InvalidConfigurationException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client whose settings change while it is in use: what holds from when on, and what is not forgotten. */
class ReconfigureTest {
    private static final Target API = Target.of("http://api.test");

    private static ClientState.OfTarget only(ResilientClient client) {
        assertThat(client.state().targets()).hasSize(1);
        return client.state().targets().get(0);
    }

    private static Rig failing() {
        return new Rig()
                .with(builder -> builder.retry(r -> r.off())
                        .circuitBreaker(
                                b -> b.enabled(true).slidingWindowSize(4).minimumNumberOfCalls(4)))
                .then(answers(503));
    }

    private static void open(Rig rig) {
        for (int i = 0; i < 4; i++) {
            rig.client().get("/orders").send();
        }
        assertThat(only(rig.client()).breaker().state()).isEqualTo(BreakerState.OPEN);
    }

    @ParameterizedTest
    @EnumSource
    void theNextCallGoesByTheNewSettings(Mode mode) {
        Rig rig = new Rig().then(answers(503));
        mode.send(rig.client().get("/orders"));
        assertThat(rig.transport.attempts()).isEqualTo(3);
        rig.reconfigure(b -> b.baseUri("http://other.test/v2")
                .header("X-Tenant", "acme")
                .timeouts(t -> t.total(Duration.ofSeconds(2)))
                .retry(r -> r.maxAttempts(2)));
        mode.send(rig.client().get("/orders"));
        assertThat(rig.transport.attempts()).isEqualTo(3 + 2);
        Exchange sent = rig.transport.exchanges().get(3);
        assertThat(sent.control().totalNanos()).isEqualTo(Duration.ofSeconds(2).toNanos());
        assertThat(sent.request().target()).isEqualTo(Target.of("http://other.test"));
        assertThat(sent.request().headers().first("X-Tenant")).isEqualTo("acme");
        assertThat(rig.client().describe()).contains("http://other.test/v2", "X-Tenant", "2 s");
    }

    @ParameterizedTest
    @EnumSource
    void aCallUnderWayEndsByTheRulesUnderWhichItBegan(Mode mode) {
        Rig rig = new Rig();
        rig.then(exchange -> {
                    rig.reconfigure(b -> b.retry(r -> r.off())
                            .timeouts(t -> t.total(Duration.ofMillis(50))
                                    .connect(Duration.ofMillis(20))
                                    .lease(Duration.ofMillis(20))));
                    rig.time.advance(Duration.ofMillis(60));
                    return answers(503).execute(exchange);
                })
                .then(answers(200))
                .then(answers(503));
        assertThat(mode.send(rig.client().get("/orders")).status()).isEqualTo(200);
        assertThat(mode.send(rig.client().get("/orders")).status()).isEqualTo(503);
        assertThat(rig.transport.attempts()).isEqualTo(3);
    }

    @Test
    void whatCannotWorkIsRefusedAndTheClientGoesOnAsItWas() {
        Rig rig = new Rig().then(answers(200));
        String before = rig.client().describe();
        assertThatThrownBy(() -> rig.client().reconfigure(rig.builder().timeouts(t -> t.total(Duration.ZERO))))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("timeouts.total");
        assertThatThrownBy(() -> rig.client().reconfigure(rig.builder().name("other")))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("name is 'other'; must stay 'default'");
        assertThat(rig.client().describe()).isEqualTo(before);
        assertThat(rig.client().enginesAlive()).isOne();
        assertThat(rig.client().get("/orders").send().status()).isEqualTo(200);
    }

    @Test
    void aBuilderCanBeCheckedBeforeAnythingIsChanged() {
        new Rig().builder().check();
        assertThatThrownBy(() -> new Rig()
                        .builder()
                        .timeouts(t -> t.total(Duration.ZERO))
                        .check())
                .isInstanceOf(InvalidConfigurationException.class);
    }

    @Test
    void aClosedClientCannotBeChanged() {
        Rig rig = new Rig().then(answers(200));
        rig.client().close();
        assertThatThrownBy(() -> rig.client().reconfigure(rig.builder()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("client default is closed and cannot be changed");
    }

    /** Each of them has threads and a pool. */
    @Test
    void noMoreThanSixteenSettingsAreBeingRetired() {
        Rig rig = new Rig();
        AtomicReference<Throwable> refusal = new AtomicReference<>();
        rig.then(exchange -> {
            String before = rig.client().describe();
            refusal.set(catchThrowable(() -> rig.reconfigure(b -> b.timeouts(t -> t.total(Duration.ofSeconds(9))))));
            if (refusal.get() == null) {
                return rig.client().get("/orders").send();
            }
            assertThat(rig.client().describe()).isEqualTo(before);
            return answers(200).execute(exchange);
        });
        assertThat(rig.client().get("/orders").send().status()).isEqualTo(200);
        assertThat(refusal.get())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("client default cannot be changed now")
                .hasMessageContaining("16 settings before are still under way");
        assertThat(rig.transport.attempts()).isEqualTo(17);
        assertThat(rig.client().enginesAlive()).isEqualTo(17);
    }

    @ParameterizedTest
    @ValueSource(strings = {"the same", "others"})
    void anOpenBreakerStaysOpenWhateverItsRulesAre(String rules) {
        Rig rig = failing();
        open(rig);
        rig.client().get("/orders").sendAsync();
        rig.reconfigure(b -> b.circuitBreaker(c -> c.openFor(Duration.ofSeconds(rules.equals("the same") ? 5 : 60))));
        assertThat(only(rig.client()).breaker())
                .isEqualTo(new ClientState.Breaker(BreakerState.OPEN, rules.equals("the same") ? 1.0 : Double.NaN, 1));
        CircuitOpenException refusal =
                (CircuitOpenException) failureOf(Mode.BLOCKING, rig.client().get("/orders"));
        assertThat(refusal).hasMessageContaining("last failure").hasCauseInstanceOf(Exception.class);
        assertThat(refusal.retryAfter())
                .as("as long since")
                .isBetween(
                        rules.equals("the same") ? Duration.ZERO : Duration.ofSeconds(30),
                        Duration.ofSeconds(rules.equals("the same") ? 5 : 60));
        assertThat(rig.transport.attempts()).isEqualTo(4);
    }

    @Test
    void anOpenBreakerLetsProbesThroughWhenTheNewTimeIsOver() {
        Rig rig = failing();
        open(rig);
        rig.reconfigure(b -> b.circuitBreaker(c -> c.openFor(Duration.ofMillis(1))));
        rig.time.advance(Duration.ofMillis(2));
        rig.client().get("/orders").sendAsync();
        assertThat(rig.transport.attempts()).isEqualTo(5);
        assertThat(only(rig.client()).breaker().state()).isEqualTo(BreakerState.HALF_OPEN);
        rig.reconfigure(b -> b.circuitBreaker(c -> c.halfOpenCalls(1)));
        assertThat(only(rig.client()).breaker().state()).isEqualTo(BreakerState.HALF_OPEN);
        rig.client().get("/orders").send();
        assertThat(only(rig.client()).breaker().state()).as("one probe decides").isEqualTo(BreakerState.OPEN);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8})
    void whatAnOperatorSetStaysAndTheHandleReachesTheBreakerOfNow(int window) {
        Rig rig = failing();
        BreakerControl handle = rig.client().breaker(API);
        handle.forceOpen();
        rig.reconfigure(b -> b.circuitBreaker(c -> c.slidingWindowSize(window)));
        assertThat(rig.client().state().targets().get(0).breaker().state()).isEqualTo(BreakerState.FORCED_OPEN);
        assertThat(failureOf(Mode.BLOCKING, rig.client().get("/orders"))).isInstanceOf(CircuitOpenException.class);
        handle.disable();
        rig.reconfigure(b -> b.circuitBreaker(c -> c.slidingWindowSize(2 * window)));
        for (int i = 0; i < 20; i++) {
            assertThat(rig.client().get("/orders").send().status()).isEqualTo(503);
        }
        handle.reset();
        assertThat(rig.client().breaker(API).state()).isEqualTo(BreakerState.CLOSED);
        rig.reconfigure(b -> b.circuitBreaker(c -> c.off()));
        assertThatThrownBy(handle::state).isInstanceOf(IllegalStateException.class);
        assertThat(handle).hasToString("circuit breaker of http://api.test, off");
        assertThat(rig.client().state().targets()).allMatch(target -> target.breaker() == null);
    }

    @ParameterizedTest
    @EnumSource
    void aRetryOfACallUnderWayMeetsTheBreakerOfNow(Mode mode) {
        RecordingListener listener = new RecordingListener();
        Rig rig = new Rig()
                .with(b -> b.listener(listener, Runnable::run)
                        .circuitBreaker(
                                c -> c.enabled(true).slidingWindowSize(2).minimumNumberOfCalls(2)));
        rig.then(exchange -> {
            rig.reconfigure(b -> b.circuitBreaker(c -> c.slidingWindowSize(4)));
            rig.client().breaker(API).forceOpen();
            return answers(503).execute(exchange);
        });
        assertThat(mode.send(rig.client().get("/orders")).status()).isEqualTo(503);
        assertThat(rig.transport.attempts()).as("no other is let through").isOne();
        assertThat(listener.all(io.hopguard.client.event.BreakerChanged.class))
                .extracting(change -> change.from() + ">" + change.to())
                .containsExactly("CLOSED>FORCED_OPEN");
    }

    @Test
    void aRetryOfACallUnderWayIsPaidForFromTheBudgetOfNow() {
        Rig rig = new Rig().with(b -> b.retryBudget(r -> r.reserve(20).ratio(0).perSuccess(0)));
        rig.then(exchange -> {
            rig.reconfigure(b -> b.retryBudget(r -> r.reserve(30)));
            return answers(503).execute(exchange);
        });
        rig.then(answers(200));
        assertThat(rig.client().get("/orders").send().status()).isEqualTo(200);
        assertThat(only(rig.client()).retryBudget()).isEqualTo(new ClientState.RetryBudget(19, 30));
    }

    @Test
    void aClosedBreakerGoesOnCountingUnderTheSameRulesAndBeginsAnewUnderOthers() {
        Rig rig = failing();
        for (int i = 0; i < 3; i++) {
            rig.client().get("/orders").send();
        }
        rig.reconfigure(b -> b.timeouts(t -> t.total(Duration.ofSeconds(9))));
        rig.client().get("/orders").send();
        assertThat(only(rig.client()).breaker().state()).isEqualTo(BreakerState.OPEN);
        rig.client().breaker(API).reset();
        for (int i = 0; i < 3; i++) {
            rig.client().get("/orders").send();
        }
        rig.reconfigure(b -> b.circuitBreaker(c -> c.failureRateThreshold(40)));
        for (int i = 0; i < 3; i++) {
            rig.client().get("/orders").send();
            assertThat(only(rig.client()).breaker().state()).isEqualTo(BreakerState.CLOSED);
        }
        rig.client().get("/orders").send();
        assertThat(only(rig.client()).breaker().state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void breakersOfARegistryAreThoseOfTheRegistry() {
        CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
        Rig rig = failing();
        open(rig);
        rig.reconfigure(b -> b.circuitBreakerRegistry(registry));
        assertThat(rig.client().get("/orders").send().status()).isEqualTo(503);
        registry.circuitBreaker("default/http://api.test").transitionToForcedOpenState();
        rig.reconfigure(b -> b.circuitBreaker(c -> c.openFor(Duration.ofSeconds(1))));
        assertThat(only(rig.client()).breaker().state()).isEqualTo(BreakerState.FORCED_OPEN);
    }

    @Test
    void theRetryBudgetIsNotFilledUp() {
        Rig rig =
                new Rig().with(b -> b.retryBudget(r -> r.reserve(30).ratio(0))).then(answers(503));
        rig.client().get("/orders").send();
        assertThat(only(rig.client()).retryBudget()).isEqualTo(new ClientState.RetryBudget(28, 30));
        rig.reconfigure(b -> b.retry(r -> r.maxAttempts(4)));
        assertThat(only(rig.client()).retryBudget()).isEqualTo(new ClientState.RetryBudget(28, 30));
        rig.reconfigure(b -> b.retryBudget(r -> r.reserve(100)));
        assertThat(only(rig.client()).retryBudget()).isEqualTo(new ClientState.RetryBudget(28, 100));
        rig.reconfigure(b -> b.retryBudget(r -> r.reserve(12)));
        assertThat(only(rig.client()).retryBudget()).isEqualTo(new ClientState.RetryBudget(12, 12));
        rig.client().get("/orders").send();
        assertThat(only(rig.client()).retryBudget()).isEqualTo(new ClientState.RetryBudget(9, 12));
        rig.reconfigure(b -> b.retryBudget(r -> r.off()));
        assertThat(rig.client().state().targets()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"3, 1", "2, 1", "1, 0", "20, 1"})
    void callsUnderWayCountInTheBulkheadOfNow(int limit, int others) {
        Rig rig = new Rig()
                .with(b -> b.retry(r -> r.off())
                        .bulkhead(k -> k.maxConcurrentCalls(3).maxWait(Duration.ZERO)));
        rig.then(exchange -> {
                    rig.reconfigure(b ->
                            b.bulkhead(k -> k.maxConcurrentCalls(limit)).timeouts(t -> t.total(Duration.ofSeconds(9))));
                    assertThat(rig.client().state().bulkhead()).isEqualTo(new ClientState.Bulkhead(1, 0, limit));
                    int answered = 0;
                    try {
                        answered = rig.client().get("/orders").send().status() / 200;
                    } catch (BulkheadFullException e) {
                        assertThat(e).hasMessageContaining("bulkhead full: " + limit);
                    }
                    assertThat(answered).isEqualTo(others);
                    return answers(200).execute(exchange);
                })
                .then(answers(200));
        assertThat(rig.client().get("/orders").send().status()).isEqualTo(200);
        assertThat(rig.client().state().bulkhead()).isEqualTo(new ClientState.Bulkhead(0, 0, limit));
        rig.reconfigure(b -> b.bulkhead(k -> k.enabled(false)));
        rig.reconfigure(b -> b.bulkhead(k -> k.enabled(true)));
        assertThat(rig.client().state().bulkhead()).isEqualTo(new ClientState.Bulkhead(0, 0, limit));
    }

    private static double gauge(SimpleMeterRegistry registry, String name) {
        return registry.get("hopguard.client." + name).gauge().value();
    }

    @Test
    void metersShowWhatIsThereNow() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Rig rig = failing().with(b -> b.meterRegistry(registry).name("orders"));
        open(rig);
        int meters = registry.getMeters().size();
        rig.reconfigure(b -> b.bulkhead(k -> k.maxConcurrentCalls(7))
                .timeouts(t -> t.total(Duration.ofSeconds(4)))
                .circuitBreaker(c -> c.openFor(Duration.ofSeconds(50)))
                .retryBudget(r -> r.reserve(20)));
        assertThat(gauge(registry, "bulkhead.max")).isEqualTo(7);
        assertThat(gauge(registry, "timeout.total")).isEqualTo(4);
        assertThat(gauge(registry, "retry.budget.capacity")).isEqualTo(20);
        assertThat(registry.get("hopguard.client.breaker.state")
                        .tag("state", "open")
                        .gauge()
                        .value())
                .isEqualTo(1);
        assertThat(failureOf(Mode.BLOCKING, rig.client().get("/orders"))).isInstanceOf(CircuitOpenException.class);
        assertThat(registry.get("hopguard.client.breaker.rejections")
                        .functionCounter()
                        .count())
                .isEqualTo(1);
        rig.client().breaker(API).reset();
        assertThat(registry.get("hopguard.client.breaker.state")
                        .tag("state", "closed")
                        .gauge()
                        .value())
                .isEqualTo(1);
        assertThat(registry.get("hopguard.client.calls").timers()).isNotEmpty();
        rig.reconfigure(b -> b.bulkhead(k -> k.enabled(false)).circuitBreaker(c -> c.off()));
        assertThat(gauge(registry, "bulkhead.max")).isNaN();
        assertThat(registry.get("hopguard.client.breaker.state").gauges())
                .allMatch(gauge -> Double.isNaN(gauge.value()));
        assertThat(rig.client().state().bulkhead()).isNull();
        rig.reconfigure(b -> b.bulkhead(k -> k.enabled(true)).circuitBreaker(c -> c.enabled(true)));
        rig.client().get("/orders").send();
        assertThat(gauge(registry, "bulkhead.max")).isEqualTo(7);
        assertThat(registry.get("hopguard.client.breaker.state")
                        .tag("state", "closed")
                        .gauge()
                        .value())
                .isEqualTo(1);
        assertThat(registry.getMeters().size() - meters)
                .as("none for each change")
                .isBetween(0, 6);
        rig.client().close();
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void refusalsGoOnBeingCountedByOtherBreakers() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Rig rig = failing().with(b -> b.meterRegistry(registry));
        rig.client().breaker(API).forceOpen();
        for (int refused = 1; refused <= 2; refused++) {
            failureOf(Mode.BLOCKING, rig.client().get("/orders"));
        }
        assertThat(rejections(registry)).isEqualTo(2);
        failureOf(Mode.BLOCKING, rig.client().get("/orders"));
        rig.reconfigure(b -> b.circuitBreaker(c -> c.off()));
        rig.reconfigure(b -> b.circuitBreaker(c -> c.enabled(true)));
        assertThat(rejections(registry)).isEqualTo(3);
        rig.client().breaker(API).forceOpen();
        failureOf(Mode.BLOCKING, rig.client().get("/orders"));
        assertThat(rejections(registry)).isEqualTo(4);
        rig.reconfigure(b -> b.circuitBreakerRegistry(CircuitBreakerRegistry.ofDefaults()));
        rig.client().breaker(API).forceOpen();
        failureOf(Mode.BLOCKING, rig.client().get("/orders"));
        assertThat(rejections(registry)).isEqualTo(5);
    }

    private static double rejections(SimpleMeterRegistry registry) {
        return registry.get("hopguard.client.breaker.rejections")
                .functionCounter()
                .count();
    }

    @Test
    void whoWatchesStaysAndAWishForOthersIsTold() {
        RecordingListener listener = new RecordingListener();
        RecordingListener another = new RecordingListener();
        try (LogCapture log = new LogCapture(Level.WARN)) {
            Rig rig = new Rig().with(b -> b.listener(listener, Runnable::run)).then(answers(200));
            rig.client().get("/orders").send();
            rig.reconfigure(b -> {});
            assertThat(log.lines()).isEmpty();
            rig.reconfigure(b -> b.listener(another, Runnable::run).logs(l -> l.linesPerWindow(1)));
            rig.client().get("/orders").send();
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("client default: needs to be built anew", "logs:", "listeners:");
        }
        assertThat(listener.all(io.hopguard.client.event.CallEnded.class)).hasSize(2);
        assertThat(another.all(io.hopguard.client.event.CallEnded.class)).isEqualTo(List.of());
    }
}

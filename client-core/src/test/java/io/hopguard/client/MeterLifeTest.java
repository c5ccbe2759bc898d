package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.EventProcessor;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** Meters come with their client and go with it, whatever the registry is. */
class MeterLifeTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.hopguard.client");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Level before = logger.getLevel();

    @BeforeEach
    void listen() {
        lines.start();
        logger.setAdditive(false);
        logger.setLevel(Level.WARN);
        logger.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
        logger.setLevel(before);
        logger.setAdditive(true);
    }

    private static Rig rig(MeterRegistry registry) {
        return new Rig().with(b -> b.name("orders").meterRegistry(registry)).then(ScriptedTransport.answers(200));
    }

    private List<String> warnings() {
        return lines.list.stream()
                .filter(line -> line.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void closeTakesThemAllOutOfTheRegistryAndLeavesWhatIsNotOurs(Mode mode) {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        registry.counter("yours").increment();
        ResilientClient client = rig(registry).client();
        mode.send(client.get("/orders/{id}", 1));
        assertThat(registry.getMeters()).hasSizeGreaterThan(15);
        client.close();
        assertThat(registry.getMeters())
                .extracting(meter -> meter.getId().getName())
                .containsExactly("yours");
        try (ResilientClient next = rig(registry).client()) {
            mode.send(next.get("/orders/{id}", 1));
            assertThat(registry.get("hopguard.client.calls").timer().count()).isOne();
        }
        assertThat(warnings()).isEmpty();
    }

    @Test
    void allRegistriesOfACompositeHaveThemAndLoseThem() {
        SimpleMeterRegistry one = new SimpleMeterRegistry();
        SimpleMeterRegistry two = new SimpleMeterRegistry();
        CompositeMeterRegistry composite = new CompositeMeterRegistry();
        composite.add(one).add(two);
        ResilientClient client = rig(composite).client();
        client.get("/orders/{id}", 1).send();
        for (MeterRegistry child : List.of(one, two)) {
            assertThat(child.get("hopguard.client.calls").timer().count()).isOne();
            assertThat(child.get("hopguard.client.timeout.total").gauge().value())
                    .isEqualTo(10);
            assertThat(child.get("hopguard.client.retry.budget").gauge().value())
                    .isEqualTo(10);
        }
        client.close();
        for (MeterRegistry each : List.of(one, two, composite)) {
            assertThat(each.getMeters()).isEmpty();
        }
    }

    @Test
    void theSecondClientOfANameIsWarnedAboutOnceAndTakesNothingFromTheFirst() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        ResilientClient first = rig(registry).client();
        assertThat(warnings()).isEmpty();
        ResilientClient second = rig(registry)
                .with(b -> b.timeouts(t -> t.total(Duration.ofSeconds(7))))
                .client();
        second.get("/orders/{id}", 1).send();
        first.get("/orders/{id}", 1).send();
        assertThat(warnings()).singleElement().asString().contains("'orders'").contains("name(...)");
        assertThat(registry.get("hopguard.client.timeout.total").gauge().value())
                .isEqualTo(10);
        second.close();
        assertThat(registry.get("hopguard.client.timeout.total").gauge().value())
                .isEqualTo(10);
        ResilientClient other = rig(registry).with(b -> b.name("stock")).client();
        assertThat(warnings()).hasSize(1);
        other.close();
        first.close();
    }

    @ParameterizedTest
    @EnumSource
    void aRegistryThatThrowsHarmsNoCall(Mode mode) {
        MeterRegistry broken = new SimpleMeterRegistry();
        broken.config().meterFilter(new MeterFilter() {
            @Override
            public MeterFilterReply accept(Meter.Id id) {
                throw new IllegalStateException("full");
            }
        });
        try (ResilientClient client = rig(broken).client()) {
            for (int i = 0; i < 3; i++) {
                assertThat(mode.send(client.get("/orders/{id}", 1)).status()).isEqualTo(200);
            }
        }
        assertThat(broken.getMeters()).isEmpty();
        assertThat(warnings()).as("one line, not one for each meter").hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void aTimerThatThrowsHarmsNoCall(Mode mode) {
        MeterRegistry broken = new SimpleMeterRegistry() {
            @Override
            protected Timer newTimer(Meter.Id id, DistributionStatisticConfig config, PauseDetector pauses) {
                return new io.micrometer.core.instrument.noop.NoopTimer(id) {
                    @Override
                    public void record(long amount, java.util.concurrent.TimeUnit unit) {
                        throw new IllegalStateException("full");
                    }
                };
            }
        };
        Rig rig = rig(broken);
        try (ResilientClient client = rig.client()) {
            for (int i = 0; i < 5; i++) {
                assertThat(mode.send(client.get("/orders/{id}", 1)).status()).isEqualTo(200);
            }
            assertThat(warnings()).as("one line, not one for each record").hasSize(1);
            rig.time.advance(Duration.ofSeconds(10));
            mode.send(client.get("/orders/{id}", 1));
            assertThat(warnings()).hasSize(2);
        }
    }

    @Test
    void withoutARegistryThereIsNothing() {
        ResilientClient client = new Rig().then(ScriptedTransport.answers(200)).client();
        assertThat(client.get("/").send().status()).isEqualTo(200);
        assertThat(client.describe()).containsPattern("metrics: +off");
        client.close();
    }

    @Test
    void breakersAreWatchedWithoutAConsumerOfTheirEvents() {
        CircuitBreakerRegistry breakers = CircuitBreakerRegistry.ofDefaults();
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        ResilientClient client = rig(registry)
                .with(b -> b.circuitBreaker(c -> c.enabled(true)).circuitBreakerRegistry(breakers))
                .client();
        client.get("/").send();
        CircuitBreaker breaker = breakers.circuitBreaker("orders/http://api.test");
        assertThat(((EventProcessor<?>) breaker.getEventPublisher()).hasConsumers())
                .isFalse();
        breaker.transitionToForcedOpenState();
        assertThat(state(registry, "open")).isOne();
        breaker.transitionToDisabledState();
        assertThat(state(registry, "closed")).isOne();
        assertThat(state(registry, "open")).isZero();
    }

    private static double state(MeterRegistry registry, String state) {
        return registry.get("hopguard.client.breaker.state")
                .tag("state", state)
                .gauge()
                .value();
    }

    @Test
    void gaugesOutliveAGarbageCollection() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        ResilientClient client =
                rig(registry).with(b -> b.circuitBreaker(c -> c.enabled(true))).client();
        client.get("/").send();
        System.gc();
        assertThat(registry.get("hopguard.client.retry.budget").gauge().value()).isEqualTo(10);
        assertThat(registry.get("hopguard.client.timeout.total").gauge().value())
                .isEqualTo(10);
        assertThat(state(registry, "closed")).isOne();
        client.close();
    }

    @Test
    void histogramsAreOffUnlessAskedForAndThenOfCallsAndAttempts() {
        assertThat(buckets(rig(new SimpleMeterRegistry()))).isEmpty();
        assertThat(buckets(rig(new SimpleMeterRegistry()).with(b -> b.meters(m -> m.histograms(true)))))
                .containsExactly(
                        5.0, 10.0, 25.0, 50.0, 100.0, 250.0, 500.0, 1_000.0, 2_500.0, 5_000.0, 8_000.0, 10_000.0);
        Rig chosen = rig(new SimpleMeterRegistry())
                .with(b -> b.meters(m -> m.slo(Duration.ofMillis(30), Duration.ofSeconds(3))));
        assertThat(buckets(chosen)).as("and the ends of the budget").containsExactly(30.0, 3_000.0, 8_000.0, 10_000.0);
        assertThat(buckets(rig(new SimpleMeterRegistry())
                        .with(b -> b.timeouts(t -> t.total(Duration.ofSeconds(15)))
                                .meters(m -> m.slo(Duration.ofSeconds(1))))))
                .containsExactly(1_000.0, 12_000.0, 15_000.0);
        assertThat(chosen.client().describe()).contains("calls and attempts with buckets at 30 ms, 3 s");
    }

    private static List<Double> buckets(Rig rig) {
        ResilientClient client = rig.client();
        client.get("/orders/{id}", 1).send();
        MeterRegistry registry = client.settings().meterRegistry();
        List<Double> ofCalls = ofTimer(registry, "hopguard.client.calls");
        assertThat(ofTimer(registry, "hopguard.client.attempts")).isEqualTo(ofCalls);
        assertThat(ofTimer(registry, "hopguard.client.budget.left")).isEmpty();
        return ofCalls;
    }

    private static List<Double> ofTimer(MeterRegistry registry, String name) {
        return registry.get(name).timers().stream()
                .flatMap(timer -> Arrays.stream(timer.takeSnapshot().histogramCounts()))
                .map(count -> count.bucket(java.util.concurrent.TimeUnit.MILLISECONDS))
                .toList();
    }
}

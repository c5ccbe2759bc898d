package io.hopguard.client.internal.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.IntervalFunction;
import io.hopguard.client.error.BadGatewayException;
import io.hopguard.client.error.ConnectFailedException;
import io.hopguard.client.error.FailureDetails;
import io.hopguard.client.error.Phase;
import io.hopguard.client.http.Headers;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.breaker.Breaker.Permit;
import io.hopguard.client.internal.kernel.Verdict.Health;
import io.hopguard.client.policy.CircuitBreakerPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The hazards of resilience4j's state machine, each of which once kept a breaker stuck or let it lie. */
class StateMachineBreakerTest {
    private static final Duration OPEN_FOR = Duration.ofSeconds(5);

    private final MovableClock clock = new MovableClock();
    private final List<String> changes = new ArrayList<>();
    private Breaker breaker;

    /** Whether nobody but the breaker knows its state machine. */
    boolean ours() {
        return false;
    }

    @BeforeEach
    void makeABreakerThatOpensAtTheSecondFailure() {
        makeABreaker(OPEN_FOR);
    }

    private void makeABreaker(Duration halfOpenFor) {
        breaker = new StateMachineBreaker(
                CircuitBreakerRegistry.of(config(halfOpenFor)).circuitBreaker("test"),
                ours(),
                (from, to, last) -> changes.add(from + ">" + to));
    }

    private CircuitBreakerConfig config(Duration halfOpenFor) {
        return CircuitBreakerConfig.custom()
                .slidingWindowSize(2)
                .minimumNumberOfCalls(2)
                .failureRateThreshold(50)
                .waitDurationInOpenState(OPEN_FOR)
                .maxWaitDurationInHalfOpenState(halfOpenFor)
                .permittedNumberOfCallsInHalfOpenState(2)
                .clock(clock)
                .build();
    }

    private Permit permit() {
        return Objects.requireNonNull(breaker.acquire());
    }

    private static void end(Permit permit, Health health) {
        Response response = Response.of(health == Health.FAILURE ? 502 : 200, Headers.empty(), new byte[0]);
        if (health == Health.IGNORE) {
            permit.release();
        } else {
            permit.answered(health, 1, response);
        }
    }

    private void open() {
        end(permit(), Health.FAILURE);
        end(permit(), Health.FAILURE);
        assertThat(breaker.state()).isEqualTo("OPEN");
    }

    private void openAndLetItRest() {
        open();
        clock.now = clock.now.plus(OPEN_FOR).plusMillis(1);
    }

    @Test
    void anOpenBreakerRefusesUntilItsTimeIsOver() {
        open();
        assertThat(breaker.acquire()).isNull();
        clock.now = clock.now.plus(OPEN_FOR).plusMillis(1);
        assertThat(breaker.acquire()).isNotNull();
        assertThat(breaker.state()).isEqualTo("HALF_OPEN");
        assertThat(changes).containsExactly("CLOSED>OPEN", "OPEN>HALF_OPEN");
    }

    @Test
    void itTellsHowLongItGoesOnRefusing() {
        assertThat(breaker.refusesForNanos()).isEqualTo(-1);
        open();
        clock.now = clock.now.plusSeconds(2);
        assertThat(breaker.refusesForNanos()).isEqualTo(Duration.ofSeconds(3).toNanos());
        clock.now = clock.now.plusSeconds(4);
        assertThat(breaker.refusesForNanos()).isZero();
    }

    /** Another attempt comes just when the first one that sees the opening asks what time it is. */
    @Test
    void whoIsRefusedWhileTheOpeningIsBeingNotedKnowsForHowLong() {
        CircuitBreaker machine = CircuitBreaker.of("test", config(OPEN_FOR));
        breaker = new StateMachineBreaker(machine, ours(), (from, to, last) -> {});
        clock.now = clock.now.plusSeconds(60);
        machine.transitionToOpenState();
        List<Long> told = new ArrayList<>();
        clock.onceAsked = () -> {
            assertThat(breaker.acquire()).isNull();
            told.add(breaker.refusesForNanos());
        };
        breaker.acquire();
        assertThat(told).containsExactly(OPEN_FOR.toNanos());
    }

    @Test
    void whatOnlyAFunctionOfTheUserKnowsIsNotTold() {
        for (IntervalFunction interval : List.of(
                IntervalFunction.ofExponentialBackoff(1_000, 2), IntervalFunction.ofRandomized(1_000_000_000))) {
            CircuitBreaker machine = CircuitBreaker.of(
                    "test",
                    CircuitBreakerConfig.custom()
                            .waitIntervalFunctionInOpenState(interval)
                            .build());
            breaker = new StateMachineBreaker(machine, false, (from, to, last) -> {});
            machine.transitionToOpenState();
            assertThat(breaker.acquire()).isNull();
            assertThat(breaker.refusesForNanos()).isEqualTo(-1);
        }
    }

    @Test
    void goodProbesCloseIt() {
        openAndLetItRest();
        end(permit(), Health.SUCCESS);
        end(permit(), Health.SUCCESS);
        assertThat(breaker.state()).isEqualTo("CLOSED");
    }

    @Test
    void aBadProbeOpensItAgain() {
        openAndLetItRest();
        end(permit(), Health.FAILURE);
        end(permit(), Health.FAILURE);
        assertThat(breaker.state()).isEqualTo("OPEN");
    }

    @ParameterizedTest
    @EnumSource
    void resultsOfTheClosedPeriodDoNotCountWhenHalfOpen(Health health) {
        Permit stale = permit();
        Permit staleToo = permit();
        openAndLetItRest();
        Permit probe = permit();
        end(stale, health);
        end(staleToo, health);
        assertThat(breaker.state()).isEqualTo("HALF_OPEN");
        end(probe, Health.SUCCESS);
        assertThat(breaker.state()).isEqualTo("HALF_OPEN");
    }

    @Test
    void aStalePermitDoesNotRaiseTheNumberOfProbes() {
        Permit stale = permit();
        Permit staleToo = permit();
        openAndLetItRest();
        permit();
        permit();
        end(stale, Health.IGNORE);
        end(staleToo, Health.IGNORE);
        assertThat(breaker.acquire()).isNull();
    }

    @Test
    void ignoredProbesMakeRoomForOthers() {
        openAndLetItRest();
        for (int i = 0; i < 10; i++) {
            end(permit(), Health.IGNORE);
        }
        end(permit(), Health.SUCCESS);
        end(permit(), Health.SUCCESS);
        assertThat(breaker.state()).isEqualTo("CLOSED");
    }

    /** The state machine leaves by a timer of its own, on the real clock. */
    @Test
    @Timeout(10)
    void probesThatNeverAnswerDoNotKeepItHalfOpen() {
        makeABreaker(Duration.ofMillis(1));
        openAndLetItRest();
        permit();
        while (breaker.state().equals("HALF_OPEN")) {
            Thread.onSpinWait();
        }
        clock.now = clock.now.plus(OPEN_FOR).plusMillis(1);
        assertThat(breaker.acquire()).isNotNull();
    }

    @Test
    void aSecondAnswerDoesNothing() {
        openAndLetItRest();
        Permit probe = permit();
        end(probe, Health.SUCCESS);
        end(probe, Health.SUCCESS);
        end(probe, Health.FAILURE);
        assertThat(breaker.state()).isEqualTo("HALF_OPEN");
        permit();
        assertThat(breaker.acquire()).isNull();
    }

    @Test
    void itRemembersTheLastFailureThatCounted() {
        ConnectFailedException counted = new ConnectFailedException(FailureDetails.of("refused", Phase.CONNECT, null));
        permit().failed(Health.FAILURE, 1, counted);
        permit().failed(
                        Health.IGNORE,
                        1,
                        new ConnectFailedException(FailureDetails.of("ignored", Phase.CONNECT, null)));
        assertThat(breaker.lastFailure()).isSameAs(counted);
    }

    @Test
    void itRemembersTheLastStatusThatCounted() {
        end(permit(), Health.FAILURE);
        end(permit(), Health.SUCCESS);
        assertThat(breaker.lastFailure()).isExactlyInstanceOf(BadGatewayException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FORCED_OPEN", "DISABLED"})
    void whatWasSetByForceWhileAnAttemptWasBeingJudgedStays(String wanted) {
        CircuitBreaker machine = CircuitBreaker.of("test", config(OPEN_FOR));
        breaker = new StateMachineBreaker(machine, ours(), (from, to, last) -> changes.add(from + ">" + to));
        // Just before the state machine opens.
        machine.getEventPublisher().onFailureRateExceeded(event -> {
            if (wanted.equals("DISABLED")) {
                breaker.disable();
            } else {
                breaker.forceOpen();
            }
        });
        end(permit(), Health.FAILURE);
        end(permit(), Health.FAILURE);
        assertThat(breaker.state()).isEqualTo(wanted);
        clock.now = clock.now.plus(OPEN_FOR).plusMillis(1);
        assertThat(breaker.acquire() != null).isEqualTo(wanted.equals("DISABLED"));
        assertThat(breaker.state())
                .isEqualTo(wanted)
                .isEqualTo(machine.getState().name());
        breaker.reset();
        assertThat(changes).containsExactly("CLOSED>" + wanted, wanted + ">CLOSED");
    }

    private static CircuitBreakerPolicy rules(int probes) {
        return CircuitBreakerPolicy.builder()
                .slidingWindowSize(Math.max(2, probes))
                .minimumNumberOfCalls(Math.max(2, probes))
                .halfOpenCalls(probes)
                .build();
    }

    @Test
    void attemptsUnderWayCountUnderOtherRules() {
        end(permit(), Health.FAILURE);
        Permit underWay = permit();
        breaker.follow(rules(2));
        end(underWay, Health.FAILURE);
        assertThat(breaker.state()).as("the failure before is forgotten").isEqualTo("CLOSED");
        end(permit(), Health.FAILURE);
        assertThat(breaker.state()).isEqualTo("OPEN");
        assertThat(changes).containsExactly("CLOSED>OPEN");
    }

    @Test
    void probesUnderWayAreOfThoseThatOtherRulesAllow() {
        openAndLetItRest();
        Permit one = permit();
        Permit two = permit();
        breaker.follow(rules(3));
        assertThat(breaker.state()).isEqualTo("HALF_OPEN");
        Permit three = permit();
        assertThat(breaker.acquire()).isNull();
        end(one, Health.SUCCESS);
        end(two, Health.SUCCESS);
        assertThat(breaker.state()).isEqualTo("HALF_OPEN");
        end(three, Health.SUCCESS);
        assertThat(breaker.state()).isEqualTo("CLOSED");
    }

    @Test
    void staleAttemptsDoNotCountUnderOtherRules() {
        Permit stale = permit();
        openAndLetItRest();
        permit();
        breaker.follow(rules(1));
        end(stale, Health.SUCCESS);
        assertThat(breaker.state()).isEqualTo("HALF_OPEN");
    }

    @Test
    void whatOnlyARegistryCanUndoIsNotTakenFromIt() {
        CircuitBreaker machine = CircuitBreaker.of("test", config(OPEN_FOR));
        machine.transitionToMetricsOnlyState();
        breaker = new StateMachineBreaker(machine, ours(), (from, to, last) -> changes.add(from + ">" + to));
        breaker.follow(rules(1));
        assertThat(breaker.state()).isEqualTo("CLOSED");
        assertThat(changes).containsExactly("METRICS_ONLY>CLOSED");
    }

    private static final class MovableClock extends Clock {
        private Instant now = Instant.parse("2026-03-01T12:00:00Z");
        private Runnable onceAsked = () -> {};

        @Override
        public long millis() {
            Runnable interruption = onceAsked;
            onceAsked = () -> {};
            interruption.run();
            return super.millis();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @Test
    @Timeout(60)
    void aChangeThatSeveralThreadsSeeIsToldOnce() throws Exception {
        CircuitBreaker machine = CircuitBreaker.ofDefaults("test");
        Queue<String> told = new ConcurrentLinkedQueue<>();
        Breaker shared = new StateMachineBreaker(machine, ours(), (from, to, last) -> told.add(from + ">" + to));
        int rounds = 5_000;
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger other = new AtomicInteger();
        Thread second = new Thread(() -> {
            for (int round = 1; round <= rounds; round++) {
                spinUntil(begun, round);
                shared.acquire();
                other.set(round);
            }
        });
        second.start();
        for (int round = 1; round <= rounds; round++) {
            change(machine);
            begun.set(round);
            shared.acquire();
            spinUntil(other, round);
        }
        second.join();
        assertThat(told).hasSize(rounds);
    }

    /** Both at the same time, which nothing that parks can do. */
    private static void spinUntil(AtomicInteger reached, int value) {
        while (reached.get() < value) {
            Thread.onSpinWait();
        }
    }

    private static void change(CircuitBreaker machine) {
        if (machine.getState() == CircuitBreaker.State.CLOSED) {
            machine.transitionToForcedOpenState();
        } else {
            machine.transitionToClosedState();
        }
    }
}

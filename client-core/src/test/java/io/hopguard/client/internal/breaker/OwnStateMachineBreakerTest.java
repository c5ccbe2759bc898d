package io.hopguard.client.internal.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.hopguard.client.http.Headers;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.Verdict.Health;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same where no registry of the user's holds the state machine, which then is not asked each time. */
class OwnStateMachineBreakerTest extends StateMachineBreakerTest {
    private static final Duration OPEN_FOR = Duration.ofSeconds(5);

    private final AtomicInteger asked = new AtomicInteger();
    private Instant now = Instant.EPOCH;

    private final CircuitBreaker machine = CircuitBreaker.of(
            "test",
            CircuitBreakerConfig.custom()
                    .waitDurationInOpenState(OPEN_FOR)
                    .clock(new Clock() {
                        @Override
                        public Instant instant() {
                            return now;
                        }

                        @Override
                        public ZoneId getZone() {
                            return ZoneOffset.UTC;
                        }

                        @Override
                        public Clock withZone(ZoneId zone) {
                            return this;
                        }
                    })
                    .build());

    @Override
    boolean ours() {
        return true;
    }

    private Breaker opened(boolean ours) {
        machine.getEventPublisher().onCallNotPermitted(event -> asked.incrementAndGet());
        Breaker breaker = new StateMachineBreaker(machine, ours, (from, to, last) -> {});
        machine.transitionToOpenState();
        return breaker;
    }

    @Test
    void whatWasRefusedIsRefusedForTheRestOfTheMillisecondWithoutAsking() {
        Breaker breaker = opened(true);
        for (int micros = 0; micros < 3_000; micros += 100) {
            now = Instant.EPOCH.plusNanos(micros * 1_000L);
            assertThat(breaker.acquire()).isNull();
        }
        assertThat(asked).hasValue(3);
        assertThat(breaker.rejections()).isEqualTo(30);
    }

    @Test
    void whoListensToARegistryIsToldOfEachRefusal() {
        Breaker breaker = opened(false);
        for (int i = 0; i < 30; i++) {
            assertThat(breaker.acquire()).isNull();
        }
        assertThat(asked).hasValue(30);
        assertThat(breaker.rejections()).isEqualTo(30);
    }

    @Test
    void itIsAskedAgainAsSoonAsItsTimeIsOver() {
        Breaker breaker = opened(true);
        now = Instant.EPOCH.plus(OPEN_FOR);
        assertThat(breaker.acquire()).isNull();
        now = now.plusMillis(1);
        assertThat(breaker.acquire()).isNotNull();
        assertThat(breaker.state()).isEqualTo("HALF_OPEN");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatAnOperatorSetsHoldsAtOnceWithinTheMillisecond(boolean forcedBefore) {
        Breaker breaker = opened(true);
        assertThat(breaker.acquire()).isNull();
        if (forcedBefore) {
            breaker.forceOpen();
            assertThat(breaker.acquire()).isNull();
            assertThat(breaker.acquire()).isNull();
        }
        breaker.disable();
        assertThat(breaker.acquire()).isNotNull();
        breaker.forceOpen();
        assertThat(breaker.acquire()).isNull();
        breaker.reset();
        assertThat(breaker.acquire()).isNotNull();
    }

    /** Successes that change nothing are not counted; every answer has to make of it what counting all of them makes. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void itJudgesAsIfItCountedEverySuccess(int seed) {
        Random random = new Random(seed);
        Breaker sparing = counting(true);
        Breaker exact = counting(false);
        double failing = 0;
        for (int i = 0; i < 4_000; i++) {
            if (i % 40 == 0) {
                failing = random.nextInt(3) * 0.4;
            }
            now = now.plusMillis(random.nextInt(3));
            Health health = random.nextDouble() < failing
                    ? Health.FAILURE
                    : random.nextInt(20) == 0 ? Health.IGNORE : Health.SUCCESS;
            answer(sparing.acquire(), health);
            answer(exact.acquire(), health);
            assertThat(sparing.state()).as("after %d", i).isEqualTo(exact.state());
            assertThat(Double.valueOf(sparing.failureRate()))
                    .as("after %d", i)
                    .isEqualTo(Double.valueOf(exact.failureRate()));
        }
    }

    private Breaker counting(boolean ours) {
        CircuitBreakerConfig config = CircuitBreakerConfig.from(machine.getCircuitBreakerConfig())
                .slidingWindowSize(10)
                .minimumNumberOfCalls(5)
                .failureRateThreshold(60)
                .permittedNumberOfCallsInHalfOpenState(2)
                .waitDurationInOpenState(Duration.ofMillis(20))
                .build();
        return new StateMachineBreaker(CircuitBreaker.of("test", config), ours, (from, to, last) -> {});
    }

    private static void answer(Breaker.@Nullable Permit permit, Health health) {
        if (permit == null) {
            return;
        }
        if (health != Health.IGNORE) {
            permit.answered(health, 1, Response.of(health == Health.FAILURE ? 502 : 200, Headers.empty(), new byte[0]));
        }
        permit.release();
    }

    @Test
    void aFailureCountsUntilAsManySuccessesHavePushedItOut() {
        Breaker breaker = counting(true);
        for (int i = 0; i < 20; i++) {
            answer(breaker.acquire(), Health.SUCCESS);
        }
        answer(breaker.acquire(), Health.FAILURE);
        assertThat(breaker.failureRate()).isEqualTo(0.1f);
        for (int i = 0; i < 9; i++) {
            answer(breaker.acquire(), Health.SUCCESS);
            assertThat(breaker.failureRate()).isEqualTo(0.1f);
        }
        answer(breaker.acquire(), Health.SUCCESS);
        assertThat(breaker.failureRate()).isZero();
    }
}

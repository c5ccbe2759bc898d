package io.hopguard.client;

import static io.hopguard.client.Rig.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.hopguard.client.diagnosis.Cause;
import io.hopguard.client.error.CircuitOpenException;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.event.BreakerChanged;
import io.hopguard.client.http.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Circuit breakers in the hands of an operator. */
class BreakerControlTest {
    private static final Target API = Target.of("http://api.test");

    private final RecordingListener listener = new RecordingListener();
    private final Rig rig = new Rig()
            .with(builder -> builder.retry(r -> r.off())
                    .listener(listener, Runnable::run)
                    .circuitBreaker(b -> b.enabled(true).slidingWindowSize(2).minimumNumberOfCalls(2)))
            .then(ScriptedTransport.answers(503));

    @ParameterizedTest
    @EnumSource
    void oneThatIsForcedOpenRefusesUntilItIsReset(Mode mode) {
        BreakerControl breaker = rig.client().breaker(API);
        breaker.forceOpen();
        assertThat(breaker.state()).isEqualTo(BreakerState.FORCED_OPEN);
        HopguardException refusal = failureOf(mode, rig.client().get("/orders"));
        assertThat(refusal)
                .isExactlyInstanceOf(CircuitOpenException.class)
                .hasNoCause()
                .hasMessageContaining("the circuit breaker of http://api.test is forced open");
        assertThat(refusal.diagnosis().causes()).containsExactly(Cause.MAINTENANCE);
        assertThat(rig.transport.attempts()).isZero();

        breaker.reset();
        assertThat(mode.send(rig.client().get("/orders")).status()).isEqualTo(503);
        assertThat(listener.all(BreakerChanged.class))
                .extracting(change -> change.from() + ">" + change.to())
                .containsExactly("CLOSED>FORCED_OPEN", "FORCED_OPEN>CLOSED");
    }

    @ParameterizedTest
    @EnumSource
    void aDisabledOneLetsEveryAttemptThrough(Mode mode) {
        rig.client().breaker(API).disable();
        for (int i = 0; i < 5; i++) {
            assertThat(mode.send(rig.client().get("/orders")).status()).isEqualTo(503);
        }
        assertThat(rig.client().breaker(API).state()).isEqualTo(BreakerState.DISABLED);
        assertThat(rig.client().state().targets().get(0).breaker().state()).isEqualTo(BreakerState.DISABLED);
    }

    @ParameterizedTest
    @EnumSource
    void resettingClosesAnOpenOneAndForgetsWhatItCounted(Mode mode) {
        mode.send(rig.client().get("/orders"));
        mode.send(rig.client().get("/orders"));
        assertThat(rig.client().breaker(API).state()).isEqualTo(BreakerState.OPEN);
        rig.client().breaker(API).reset();
        mode.send(rig.client().get("/orders"));
        assertThat(rig.client().breaker(API).state())
                .as("one failure of the two that it takes")
                .isEqualTo(BreakerState.CLOSED);
    }

    @ParameterizedTest
    @EnumSource
    void anAttemptUnderWayIsNotCountedAfterAReset(Mode mode) {
        rig.then(exchange -> {
                    rig.client().breaker(API).reset();
                    return ScriptedTransport.answers(503).execute(exchange);
                })
                .then(ScriptedTransport.answers(503));
        for (int i = 0; i < 3; i++) {
            mode.send(rig.client().get("/orders"));
        }
        assertThat(rig.client().breaker(API).state())
                .as("of three failures, one came before the reset and one during it")
                .isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void whatIsSetTwiceIsToldOnce() {
        BreakerControl breaker = rig.client().breaker(API);
        breaker.reset();
        breaker.forceOpen();
        breaker.forceOpen();
        breaker.disable();
        breaker.disable();
        breaker.forceOpen();
        breaker.reset();
        breaker.reset();
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(listener.all(BreakerChanged.class))
                .extracting(BreakerChanged::to)
                .containsExactly("FORCED_OPEN", "DISABLED", "FORCED_OPEN", "CLOSED");
        assertThat(breaker).hasToString("circuit breaker of http://api.test, CLOSED");
        assertThat(breaker.target()).isEqualTo(API);
    }

    @Test
    void withoutCircuitBreakersThereIsNothingToSet() {
        assertThatThrownBy(() -> new Rig().client().breaker(API))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "the circuit breakers of client default are off; switch them on with circuitBreaker.enabled");
    }

    @ParameterizedTest
    @EnumSource(CircuitBreaker.State.class)
    void everyStateOfTheLibraryHasAName(CircuitBreaker.State state) {
        CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
        Rig own = new Rig().with(b -> b.circuitBreaker(c -> c.enabled(true)).circuitBreakerRegistry(registry));
        BreakerControl breaker = own.client().breaker(API);
        move(registry.circuitBreaker("default/http://api.test"), state);
        assertThat(breaker.state().name()).isEqualTo(state.name());
        assertThat(breaker.state().refuses())
                .isEqualTo(state.name().endsWith("OPEN") && !state.name().startsWith("HALF"));
    }

    private static void move(CircuitBreaker machine, CircuitBreaker.State state) {
        switch (state) {
            case CLOSED -> machine.transitionToClosedState();
            case OPEN -> machine.transitionToOpenState();
            case HALF_OPEN -> {
                machine.transitionToOpenState();
                machine.transitionToHalfOpenState();
            }
            case FORCED_OPEN -> machine.transitionToForcedOpenState();
            case DISABLED -> machine.transitionToDisabledState();
            case METRICS_ONLY -> machine.transitionToMetricsOnlyState();
            default -> throw new AssertionError(state);
        }
    }
}

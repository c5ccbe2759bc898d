package io.hopguard.client;

import static io.hopguard.client.Rig.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.hopguard.client.error.BadGatewayException;
import io.hopguard.client.error.CircuitOpenException;
import io.hopguard.client.error.ConnectFailedException;
import io.hopguard.client.error.ConnectionLostException;
import io.hopguard.client.error.GaveUp;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.CallControl;
import io.hopguard.client.internal.kernel.Stage;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls whose breaker is open, opens meanwhile, or must hear of their end. */
class OpenBreakerTest {
    private final CircuitBreakerRegistry registry = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
            .slidingWindowSize(2)
            .minimumNumberOfCalls(2)
            .waitDurationInOpenState(Duration.ofHours(1))
            .permittedNumberOfCallsInHalfOpenState(1)
            .build());
    private final CircuitBreaker machine = registry.circuitBreaker("default/http://api.test");

    private Rig rig() {
        return new Rig()
                .with(builder ->
                        builder.circuitBreaker(breaker -> breaker.enabled(true)).circuitBreakerRegistry(registry));
    }

    @ParameterizedTest
    @EnumSource
    void aBreakerThatOpensDuringACallEndsItWithTheLastRealFailure(Mode mode) {
        HopguardException failure =
                failureOf(mode, rig().then(Fault.LOST).client().get("/orders"));
        assertThat(failure).isExactlyInstanceOf(ConnectionLostException.class);
        assertThat(failure.gaveUp()).isEqualTo(GaveUp.CIRCUIT_OPEN);
        assertThat(failure.attempts()).hasSize(2);
        assertThat(failure).hasMessageContaining("; the circuit breaker opened;");
    }

    @ParameterizedTest
    @EnumSource
    void aBreakerThatOpensDuringACallEndsItWithTheLastRealResponse(Mode mode) {
        Response response =
                mode.send(rig().then(ScriptedTransport.answers(503)).client().get("/orders"));
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.gaveUp()).isEqualTo(GaveUp.CIRCUIT_OPEN);
        assertThat(response.attempts()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void aRefusedCallNamesTheLastFailureAndHasNoStackTrace(Mode mode) {
        Rig rig = rig().then(Fault.REFUSED);
        failureOf(mode, rig.client().get("/orders"));
        HopguardException refusal = failureOf(mode, rig.client().get("/orders"));
        assertThat(refusal).isExactlyInstanceOf(CircuitOpenException.class);
        assertThat(refusal).hasCauseExactlyInstanceOf(ConnectFailedException.class);
        assertThat(refusal.getStackTrace()).isEmpty();
        assertThat(((CircuitOpenException) refusal).retryAfter()).isPositive();
        assertThat(refusal.getMessage()).doesNotContain("Retry-After");
        assertThat(rig.transport.attempts()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void aRefusedCallNamesTheLastStatusToo(Mode mode) {
        Rig rig = rig().then(ScriptedTransport.answers(502));
        mode.send(rig.client().get("/orders"));
        assertThat(failureOf(mode, rig.client().get("/orders")))
                .isExactlyInstanceOf(CircuitOpenException.class)
                .hasCauseExactlyInstanceOf(BadGatewayException.class);
    }

    @ParameterizedTest
    @EnumSource
    void aRefusedCallMadeNoAttempt(Mode mode) {
        machine.transitionToForcedOpenState();
        HopguardException refusal = failureOf(mode, rig().client().get("/orders"));
        assertThat(refusal.attempts()).isEmpty();
        assertThat(refusal)
                .hasMessage(
                        "GET /orders failed in 0 ms of 10 s: the circuit breaker of http://api.test is forced open");
        assertThat(((CircuitOpenException) refusal).retryAfter()).isNull();
    }

    static Stream<Arguments> endsThatSayNothingOfTheTarget() {
        Stage error = ScriptedTransport.throwsError(new AssertionError("a java Error"));
        Stage runtime = exchange -> {
            throw new IllegalStateException("a RuntimeException");
        };
        Stage cancelled = exchange -> {
            exchange.control().end(CallControl.End.CANCELLED);
            return Fault.INTERRUPTED.execute(exchange);
        };
        List<Stage> ends =
                List.of(error, runtime, cancelled, Fault.NO_POOLED_CONNECTION, ScriptedTransport.answers(429));
        return ends.stream().flatMap(end -> Stream.of(Mode.values()).map(mode -> Arguments.of(mode, end)));
    }

    @ParameterizedTest
    @MethodSource("endsThatSayNothingOfTheTarget")
    void everyEndOfAProbeFreesItsPlace(Mode mode, Stage end) {
        machine.transitionToOpenState();
        machine.transitionToHalfOpenState();
        Rig rig = rig().with(builder -> builder.retry(retry -> retry.off()))
                .then(end)
                .then(ScriptedTransport.answers(200));
        try {
            mode.send(rig.client().get("/orders"));
        } catch (HopguardException | AssertionError e) {
            assertThat(e).isNotInstanceOf(CircuitOpenException.class);
        }
        assertThat(machine.getState()).isEqualTo(CircuitBreaker.State.HALF_OPEN);
        assertThat(mode.send(rig.client().get("/orders")).status()).isEqualTo(200);
        assertThat(machine.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @ParameterizedTest
    @EnumSource
    void anInterceptorThatFailsLeavesTheBreakerAlone(Mode mode) {
        machine.transitionToOpenState();
        machine.transitionToHalfOpenState();
        Rig rig = rig().with(builder -> builder.attemptInterceptor((request, chain) -> {
                    Response response = chain.proceed(request);
                    throw new IllegalStateException("after " + response.status());
                }))
                .then(ScriptedTransport.answers(200));
        assertThatThrownBy(() -> mode.send(rig.client().get("/orders"))).isInstanceOf(HopguardException.class);
        assertThat(machine.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @ParameterizedTest
    @EnumSource
    void clientErrorsSpeakForTheTarget(Mode mode) {
        Rig rig = rig().then(ScriptedTransport.answers(404));
        mode.send(rig.client().get("/orders"));
        mode.send(rig.client().get("/orders"));
        assertThat(machine.getMetrics().getNumberOfSuccessfulCalls()).isEqualTo(2);
    }
}

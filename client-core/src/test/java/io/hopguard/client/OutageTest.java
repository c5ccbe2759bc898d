package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.error.CircuitOpenException;
import io.hopguard.client.error.FailureDetails;
import io.hopguard.client.error.GaveUp;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.Phase;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the server sees while it is down. */
class OutageTest {
    private static final int CALLS = 1_000;
    private static final int RESERVE = 10;

    @ParameterizedTest
    @EnumSource
    void retriesAddATenthOfTheCallsAndTheReserveAtTheMost(Mode mode) {
        Rig rig = new Rig().then(ScriptedTransport.answers(503));
        for (int i = 0; i < CALLS; i++) {
            mode.send(rig.client().get("/orders"));
        }
        assertThat(rig.transport.attempts()).isBetween(CALLS + CALLS / 10, CALLS + CALLS / 10 + RESERVE);
    }

    @ParameterizedTest
    @CsvSource({"BLOCKING, 200", "BLOCKING, 404", "ASYNC, 200", "ASYNC, 404"})
    void aSuccessPaysForTheRetriesOfAnotherCall(Mode mode, int status) {
        Rig rig = new Rig()
                .with(builder -> builder.retryBudget(b -> b.ratio(0).reserve(0)))
                .then(ScriptedTransport.answers(status))
                .then(ScriptedTransport.answers(503));
        mode.send(rig.client().get("/orders"));
        assertThat(mode.send(rig.client().get("/orders")).attempts()).hasSize(3);
        assertThat(mode.send(rig.client().get("/orders")).gaveUp()).isEqualTo(GaveUp.RETRY_BUDGET_EXHAUSTED);
    }

    /** A target that works is no reason to repeat without end what it asks to have repeated. */
    @ParameterizedTest
    @EnumSource
    void anAnswerThatIsRetriedPaysForNothing(Mode mode) {
        Rig rig = new Rig()
                .with(builder -> builder.retry(r -> r.statuses(Set.of(404))))
                .then(ScriptedTransport.answers(404));
        for (int i = 0; i < CALLS; i++) {
            mode.send(rig.client().get("/orders"));
        }
        assertThat(rig.transport.attempts()).isBetween(CALLS + CALLS / 10, CALLS + CALLS / 10 + RESERVE);
    }

    @ParameterizedTest
    @EnumSource
    void aQuietClientMayRetryFromItsReserve(Mode mode) {
        Rig rig = new Rig().then(Fault.REFUSED);
        for (int i = 0; i < RESERVE / 2; i++) {
            assertThat(Rig.failureOf(mode, rig.client().get("/orders")).gaveUp())
                    .isEqualTo(GaveUp.ATTEMPTS_EXHAUSTED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void budgetsOfTargetsAreTheirOwn(Mode mode) {
        Rig rig = new Rig()
                .with(builder -> builder.baseUri(null).retryBudget(b -> b.ratio(0)))
                .then(ScriptedTransport.answers(503));
        for (int i = 0; i < 50; i++) {
            mode.send(rig.client().get("http://a.test/"));
        }
        assertThat(mode.send(rig.client().get("http://a.test/")).attempts()).hasSize(1);
        assertThat(mode.send(rig.client().get("http://b.test/")).attempts()).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource
    void theBreakerOpensAndThenNothingIsSent(Mode mode) {
        Rig rig = new Rig()
                .with(builder ->
                        builder.circuitBreaker(breaker -> breaker.enabled(true).openFor(Duration.ofHours(1))))
                .then(ScriptedTransport.answers(503));
        int refused = 0;
        for (int i = 0; i < CALLS; i++) {
            refused += isRefused(mode, rig.client().get("/orders")) ? 1 : 0;
        }
        assertThat(rig.transport.attempts()).isEqualTo(20);
        assertThat(refused).isGreaterThanOrEqualTo(CALLS - 20);
        assertThat(rig.time.passed()).isLessThan(Duration.ofSeconds(5));
    }

    /** An interceptor that asks another client must not have its refusal told as if it were the whole story of this call. */
    @ParameterizedTest
    @EnumSource
    void theRefusalOfAnotherClientIsToldOfThisCall(Mode mode) {
        CircuitOpenException foreign =
                new CircuitOpenException(FailureDetails.of("another's breaker is open", Phase.ADMISSION, null)
                        .unattempted("GET", "/orders", "", 1, 2, 3));
        Rig rig = new Rig()
                .with(builder -> builder.attemptInterceptor((request, chain) -> {
                    throw foreign;
                }))
                .then(ScriptedTransport.answers(200));
        HopguardException failure = Rig.failureOf(mode, rig.client().get("/orders"));
        assertThat(failure).isInstanceOf(CircuitOpenException.class).isNotSameAs(foreign);
        assertThat(failure.details().totalNanos())
                .isEqualTo(Duration.ofSeconds(10).toNanos());
        assertThat(failure.requestId()).isNotNull();
        assertThat(rig.transport.attempts()).isZero();
    }

    private static boolean isRefused(Mode mode, RequestSpec spec) {
        try {
            mode.send(spec);
            return false;
        } catch (HopguardException e) {
            assertThat(e).isInstanceOf(CircuitOpenException.class);
            return true;
        }
    }
}

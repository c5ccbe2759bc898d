package io.hopguard.client;

import static io.hopguard.client.Rig.failureOf;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.error.Attempt;
import io.hopguard.client.error.BadGatewayException;
import io.hopguard.client.error.ConnectFailedException;
import io.hopguard.client.error.ConnectionLostException;
import io.hopguard.client.error.GaveUp;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.Phase;
import io.hopguard.client.error.ServiceUnavailableException;
import io.hopguard.client.policy.Jitter;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the exception that ends a call tells. */
class FinalFailureTest {

    private static Rig rig() {
        return new Rig()
                .with(builder -> builder.timeouts(t -> t.total(ofSeconds(5)))
                        .retry(r -> r.backoff(ofMillis(100), ofSeconds(2)).jitter(Jitter.NONE)));
    }

    @ParameterizedTest
    @EnumSource
    void itCarriesTheAttemptsWithTheirTimesAndWaits(Mode mode) {
        Rig rig = rig().thenAfter(ofMillis(12), ScriptedTransport.answers(502)).thenAfter(ofMillis(30), Fault.LOST);
        HopguardException failure = failureOf(mode, rig.client().get("/orders/{id}", 42));
        assertThat(failure).isExactlyInstanceOf(ConnectionLostException.class);
        assertThat(failure.attempts()).extracting(Attempt::number).containsExactly(1, 2, 3);
        assertThat(failure.attempts()).extracting(Attempt::status).containsExactly(502, 0, 0);
        assertThat(failure.attempts())
                .extracting(Attempt::code)
                .containsExactly(null, "connection_lost", "connection_lost");
        assertThat(failure.attempts())
                .extracting(Attempt::elapsed)
                .containsExactly(ofMillis(12), ofMillis(30), ofMillis(30));
        assertThat(failure.attempts())
                .extracting(Attempt::waited)
                .containsExactly(Duration.ZERO, ofMillis(100), ofMillis(200));
        assertThat(failure.attempts()).extracting(Attempt::phase).endsWith(Phase.RESPONSE, Phase.RESPONSE);
        assertThat(failure.elapsed()).isEqualTo(ofMillis(372));
    }

    @ParameterizedTest
    @EnumSource
    void itTellsTheStoryInOneLine(Mode mode) {
        Rig rig = rig().thenAfter(ofMillis(12), ScriptedTransport.answers(502)).thenAfter(ofMillis(1_600), Fault.LOST);
        assertThat(failureOf(mode, rig.client().get("/orders/{id}", 42)))
                .hasMessage("GET /orders/{id} failed after 3 attempts in 3.512 s of 5 s [1: 502, 12 ms; wait 100 ms;"
                        + " 2: the connection was closed without a response, 1.6 s; wait 200 ms;"
                        + " 3: the connection was closed without a response, 1.6 s]; attempts exhausted;"
                        + " retry budget 8/10");
    }

    @ParameterizedTest
    @EnumSource
    void theStoryOfAStatusEndsInItsException(Mode mode) {
        Rig rig = rig().then(Fault.REFUSED).then(ScriptedTransport.answers(502));
        HopguardException failure = Assertions.catchThrowableOfType(
                HopguardException.class, () -> mode.fetch(rig.client().get("/orders"), String.class));
        assertThat(failure)
                .isExactlyInstanceOf(BadGatewayException.class)
                .hasMessage("GET /orders failed after 3 attempts in 300 ms of 5 s [1: connection refused, 0 ms;"
                        + " wait 100 ms; 2: 502, 0 ms; wait 200 ms; 3: 502, 0 ms]; attempts exhausted;"
                        + " retry budget 8/10");
        assertThat(failure.getSuppressed()).singleElement().isExactlyInstanceOf(ConnectFailedException.class);
    }

    @ParameterizedTest
    @EnumSource
    void queryValuesStayOutOfTheStory(Mode mode) {
        Rig rig = rig().then(Fault.GARBAGE);
        RequestSpec spec = rig.client().get("/orders").query("token", "s3cret").header("Authorization", "s3cret");
        assertThat(failureOf(mode, spec)).hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @EnumSource
    void itKeepsEarlierFailuresAsSuppressed(Mode mode) {
        Rig rig = rig().then(Fault.LOST).then(Fault.TRUNCATED).then(Fault.REFUSED);
        HopguardException failure = failureOf(mode, rig.client().get("/orders"));
        assertThat(failure).isExactlyInstanceOf(ConnectFailedException.class);
        assertThat(failure.getSuppressed())
                .extracting(Throwable::getClass)
                .extracting(Class::getSimpleName)
                .containsExactly("ConnectionLostException", "TruncatedResponseException");
    }

    @ParameterizedTest
    @EnumSource
    void theOutcomeOfAnUnsafeRequestThatWasSentIsUnknown(Mode mode) {
        Rig rig = rig().then(Fault.LOST);
        HopguardException failure = failureOf(mode, rig.client().post("/orders"));
        assertThat(failure.outcomeUnknown()).isTrue();
        assertThat(failure.gaveUp()).isEqualTo(GaveUp.NOT_IDEMPOTENT);
        assertThat(failure).hasMessageContaining("; the outcome is unknown, the request may have been applied");
    }

    @ParameterizedTest
    @EnumSource
    void theOutcomeOfAnUnsafeRequestThatWasNeverSentIsKnown(Mode mode) {
        Rig rig = rig().then(Fault.REFUSED);
        HopguardException failure = failureOf(mode, rig.client().post("/orders"));
        assertThat(failure.attempts()).hasSize(3);
        assertThat(failure.outcomeUnknown()).isFalse();
        assertThat(failure.details().sent()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void theOutcomeStaysUnknownWhenALaterAttemptWasNotSent(Mode mode) {
        Rig rig = rig().then(Fault.LOST).then(Fault.REFUSED);
        HopguardException failure = failureOf(mode, rig.client().post("/orders").idempotencyKey());
        assertThat(failure).isExactlyInstanceOf(ConnectFailedException.class);
        assertThat(failure.outcomeUnknown()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void theOutcomeOfAnIdempotentRequestDoesNotMatter(Mode mode) {
        Rig rig = rig().then(Fault.LOST);
        assertThat(failureOf(mode, rig.client().put("/orders")).outcomeUnknown())
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void aGatewayThatLostTrackLeavesTheOutcomeOfAPostUnknown(Mode mode) {
        Rig rig = rig().then(ScriptedTransport.answers(504));
        HopguardException failure = Assertions.catchThrowableOfType(
                HopguardException.class, () -> mode.fetch(rig.client().post("/orders"), String.class));
        assertThat(failure.outcomeUnknown()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void thePauseThatTheServerAsksForCountsFromItsResponse(Mode mode) {
        Rig rig = rig().then(ScriptedTransport.answers(503, "Retry-After", "Tue, 03 Mar 2099 12:01:00 GMT"));
        rig.time.at(Instant.parse("2099-03-03T12:00:00Z"));
        ServiceUnavailableException failure = Assertions.catchThrowableOfType(
                ServiceUnavailableException.class, () -> mode.fetch(rig.client().get("/"), String.class));
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofMinutes(1));
        assertThat(failure).hasMessageContaining("; Retry-After 60 s;");
    }
}

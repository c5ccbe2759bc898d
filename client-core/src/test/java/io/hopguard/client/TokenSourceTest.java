package io.hopguard.client;

import static io.hopguard.client.Rig.failureOf;
import static io.hopguard.client.ScriptedTransport.answers;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.InvalidRequestException;
import io.hopguard.client.error.Phase;
import io.hopguard.client.error.TokenFailedException;
import io.hopguard.client.error.UnauthorizedException;
import io.hopguard.client.extend.Auth;
import io.hopguard.client.extend.Token;
import io.hopguard.client.extend.TokenSource;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When the source of tokens is asked, and what becomes of calls when it fails. */
@Timeout(20)
class TokenSourceTest {
    private final AtomicInteger asked = new AtomicInteger();

    private static Rig rig(TokenSource source) {
        return new Rig().with(b -> b.auth(Auth.bearer(source)));
    }

    private static List<String> carried(Rig rig) {
        return rig.transport.requests().stream()
                .map(request -> String.valueOf(request.headers().first("Authorization")))
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void aTokenServesUntilItsLifetimeEnds(Mode mode) {
        Rig rig = rig(() -> Token.expiringIn("t" + asked.incrementAndGet(), ofSeconds(100)))
                .then(answers(200));
        for (int seconds : List.of(0, 74, 27)) {
            rig.time.advance(ofSeconds(seconds));
            mode.send(rig.client().get("/"));
        }
        assertThat(carried(rig)).containsExactly("Bearer t1", "Bearer t1", "Bearer t2");
    }

    @ParameterizedTest
    @EnumSource
    void aTokenWithoutALifetimeServesOn(Mode mode) {
        Rig rig = rig(() -> Token.of("t" + asked.incrementAndGet())).then(answers(200));
        mode.send(rig.client().get("/"));
        rig.time.advance(Duration.ofDays(3_650));
        mode.send(rig.client().get("/"));
        assertThat(asked).hasValue(1);
    }

    @ParameterizedTest
    @EnumSource
    void anAgeingTokenIsRenewedWithoutAnybodyWaiting(Mode mode) {
        CountDownLatch gate = new CountDownLatch(1);
        Rig rig = rig(() -> {
                    if (asked.incrementAndGet() == 2) {
                        gate.await();
                    }
                    return Token.expiringIn("t" + asked.get(), ofSeconds(100));
                })
                .then(answers(200));
        mode.send(rig.client().get("/"));
        rig.time.advance(ofSeconds(75));
        mode.send(rig.client().get("/"));
        mode.send(rig.client().get("/"));
        rig.time.advance(ofSeconds(25));
        gate.countDown();
        mode.send(rig.client().get("/"));
        assertThat(carried(rig)).containsExactly("Bearer t1", "Bearer t1", "Bearer t1", "Bearer t2");
        assertThat(asked).hasValue(2);
    }

    @ParameterizedTest
    @EnumSource
    void aTokenThatIsOverWhenItComesServesWhoeverWaitedForIt(Mode mode) {
        Rig rig = rig(() -> Token.expiringIn("t" + asked.incrementAndGet(), Duration.ZERO))
                .then(answers(200));
        mode.send(rig.client().get("/"));
        mode.send(rig.client().get("/"));
        assertThat(carried(rig)).containsExactly("Bearer t1", "Bearer t2");
    }

    @ParameterizedTest
    @EnumSource
    void itsFailureIsTheCallsAndIsKeptForAMoment(Mode mode) {
        Exception thrown = new IOException("s3cret");
        Rig rig = rig(() -> {
                    asked.incrementAndGet();
                    throw thrown;
                })
                .then(answers(200));
        for (int i = 0; i < 3; i++) {
            HopguardException failure = failureOf(mode, rig.client().get("/a"));
            assertThat(failure)
                    .isExactlyInstanceOf(TokenFailedException.class)
                    .hasCause(thrown)
                    .hasMessageStartingWith("GET /a failed in 0 ms of 10 s: the token source failed with IOException")
                    .hasMessageNotContaining("s3cret");
            assertThat(failure.phase()).isEqualTo(Phase.TOKEN);
            assertThat(failure.outcomeUnknown()).isFalse();
        }
        assertThat(asked).hasValue(1);
        assertThat(rig.transport.attempts()).isZero();
        rig.time.advance(ofSeconds(1));
        failureOf(mode, rig.client().get("/a"));
        assertThat(asked).hasValue(2);
    }

    @ParameterizedTest
    @EnumSource
    void anErrorOfItIsAFailureToo(Mode mode) {
        Rig rig = rig(() -> {
            throw new AssertionError("boom");
        });
        assertThat(failureOf(mode, rig.client().get("/"))).hasCauseExactlyInstanceOf(AssertionError.class);
    }

    @ParameterizedTest
    @EnumSource
    @SuppressWarnings("NullAway")
    void noTokenIsAFailureToo(Mode mode) {
        Rig rig = rig(() -> null);
        assertThat(failureOf(mode, rig.client().get("/")))
                .isExactlyInstanceOf(TokenFailedException.class)
                .hasMessageContaining("the token source returned null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cret\r\nX-Evil: 1", "s3cret\n", "s3 cret"})
    void whatIsNoTokenIsNeverSentNorShown(String token) {
        Rig rig = rig(() -> Token.of(token));
        HopguardException failure = failureOf(Mode.BLOCKING, rig.client().get("/"));
        assertThat(failure).isExactlyInstanceOf(TokenFailedException.class).hasMessageNotContaining("cret");
        assertThat(failure.getCause())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageNotContaining("cret");
        assertThat(rig.transport.attempts()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aFailureToRenewTellsOfTheRefusal(Mode mode) {
        Rig rig = rig(() -> {
                    if (asked.incrementAndGet() > 1) {
                        throw new IOException("down");
                    }
                    return Token.of("t1");
                })
                .then(answers(401));
        HopguardException failure = failureOf(mode, rig.client().get("/"));
        assertThat(failure)
                .isExactlyInstanceOf(TokenFailedException.class)
                .hasMessageContaining("[1: 401, 0 ms]: the token source failed with IOException")
                .hasCauseInstanceOf(IOException.class);
        assertThat(failure.getSuppressed()).hasAtLeastOneElementOfType(UnauthorizedException.class);
    }

    @ParameterizedTest
    @EnumSource
    void aFailureToRenewAheadHurtsNobodyWhileTheTokenIsGood(Mode mode) {
        Rig rig = rig(() -> {
                    if (asked.incrementAndGet() > 1) {
                        throw new IOException("down");
                    }
                    return Token.expiringIn("t1", ofSeconds(100));
                })
                .then(answers(200));
        for (int seconds : List.of(0, 80, 5, 14)) {
            rig.time.advance(ofSeconds(seconds));
            assertThat(mode.send(rig.client().get("/")).status()).isEqualTo(200);
        }
        rig.time.advance(ofSeconds(2));
        assertThat(failureOf(mode, rig.client().get("/"))).isInstanceOf(TokenFailedException.class);
    }

    @ParameterizedTest
    @EnumSource
    void itMayCallThroughAnotherClient(Mode mode) {
        Rig tokens = new Rig().then(ScriptedTransport.says(200, "t1"));
        Rig rig = rig(() -> Token.of(tokens.client().post("/token").fetch(String.class)))
                .then(answers(200));
        mode.send(rig.client().get("/"));
        assertThat(carried(rig)).containsExactly("Bearer t1");
    }

    @ParameterizedTest
    @EnumSource
    void itMayCallThroughTheClientThatItServesAndThenHasNoToken(Mode mode) {
        AtomicReference<ResilientClient> client = new AtomicReference<>();
        Rig rig = rig(() -> Token.of(client.get().post("/token").fetch(String.class)))
                .then(ScriptedTransport.says(200, "t1"));
        client.set(rig.client());
        mode.send(rig.client().get("/"));
        assertThat(carried(rig)).containsExactly("null", "Bearer t1");
    }
}

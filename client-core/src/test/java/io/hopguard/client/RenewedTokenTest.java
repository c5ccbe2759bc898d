package io.hopguard.client;

import static io.hopguard.client.Rig.failureOf;
import static io.hopguard.client.ScriptedTransport.answers;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hopguard.client.error.Attempt;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.UnauthorizedException;
import io.hopguard.client.event.AttemptEnded;
import io.hopguard.client.extend.Auth;
import io.hopguard.client.extend.CallListener;
import io.hopguard.client.extend.Token;
import io.hopguard.client.http.RequestBody;
import io.hopguard.client.http.Response;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a 401 does to a token and to the call that carried it. */
class RenewedTokenTest {
    private final AtomicInteger asked = new AtomicInteger();

    private Rig rig() {
        return new Rig().with(b -> b.auth(Auth.bearer(() -> Token.of("t" + asked.incrementAndGet()))));
    }

    private static List<String> carried(Rig rig) {
        return rig.transport.requests().stream()
                .map(request -> String.valueOf(request.headers().first("Authorization")))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PATCH", "DELETE"})
    void aRefusedTokenIsRenewedAndTheRequestIsSentAgain(String method) {
        for (Mode mode : Mode.values()) {
            asked.set(0);
            List<Integer> told = new ArrayList<>();
            Rig rig = rig().with(b -> b.retry(r -> r.off())
                            .listener(
                                    new CallListener() {
                                        @Override
                                        public void attemptEnded(AttemptEnded event) {
                                            told.add(event.attempt().status());
                                        }
                                    },
                                    Runnable::run))
                    .then(answers(401))
                    .then(answers(200));
            Response response = mode.send(rig.client().request(method, "/orders"));
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.attempts()).extracting(Attempt::status).containsExactly(401, 200);
            assertThat(told).containsExactly(401, 200);
            assertThat(carried(rig)).containsExactly("Bearer t1", "Bearer t2");
            assertThat(rig.time.parked()).isEmpty();
            mode.send(rig.client().get("/"));
            assertThat(carried(rig)).last().isEqualTo("Bearer t2");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSecondRefusalIsRaised(Mode mode) {
        Rig rig = rig().then(answers(401));
        UnauthorizedException failure = catchThrowableOfType(
                UnauthorizedException.class, () -> mode.fetch(rig.client().get("/a"), String.class));
        assertThat(failure)
                .hasMessageContaining("GET /a failed after 2 attempts")
                .hasMessageContaining("[1: 401, 0 ms; new token; 1: 401, 0 ms]");
        assertThat(failure.attempts()).hasSize(2);
        assertThat(rig.transport.attempts()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void aSourceThatHasOnlyRefusedTokensIsNotAskedByEveryCall(Mode mode) {
        Rig rig = rig().then(answers(401));
        mode.send(rig.client().get("/"));
        for (int i = 0; i < 10; i++) {
            assertThat(mode.send(rig.client().get("/")).status()).isEqualTo(401);
        }
        assertThat(asked).hasValue(2);
        assertThat(rig.transport.attempts()).isEqualTo(12);
        rig.time.advance(ofSeconds(1));
        mode.send(rig.client().get("/"));
        assertThat(asked).hasValue(3);
    }

    @ParameterizedTest
    @EnumSource
    void itIsSentAgainOnceInACall(Mode mode) {
        Rig rig = rig().then(answers(401))
                .then(answers(302, "Location", "/new"))
                .then(answers(401))
                .then(answers(200));
        assertThat(mode.send(rig.client().get("/")).status()).isEqualTo(401);
        assertThat(carried(rig)).containsExactly("Bearer t1", "Bearer t2", "Bearer t2");
    }

    @ParameterizedTest
    @EnumSource
    void aBodyThatWasReadIsNotSentAgainButTheTokenIsGone(Mode mode) {
        Rig rig = rig();
        rig.then(rig.transport.reading(answers(401))).then(answers(200));
        RequestBody once = RequestBody.stream(new ByteArrayInputStream(new byte[3]), 3, null);
        assertThat(mode.send(rig.client().post("/").body(once)).status()).isEqualTo(401);
        assertThat(asked).hasValue(1);
        mode.send(rig.client().get("/"));
        assertThat(carried(rig)).containsExactly("Bearer t1", "Bearer t2");
    }

    @ParameterizedTest
    @EnumSource
    void whatMustBeSentOnceOnlyIsNotSentAgain(Mode mode) {
        Rig rig = rig().then(answers(401));
        assertThat(mode.send(rig.client().get("/").noRetry()).status()).isEqualTo(401);
        assertThat(rig.transport.attempts()).isOne();
    }

    @ParameterizedTest
    @EnumSource
    void theRequestsOwnHeaderWinsAndNothingIsRenewed(Mode mode) {
        Rig rig = rig().then(answers(401));
        assertThat(mode.send(rig.client().get("/").header("authorization", "Own x"))
                        .status())
                .isEqualTo(401);
        assertThat(carried(rig)).containsExactly("Own x");
        assertThat(asked).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource
    void abroadNoTokenIsSentAndNoneRenewed(Mode mode) {
        Rig rig = rig().with(b -> b.redirects(r -> r.crossOrigin(true)))
                .then(answers(302, "Location", "/same"))
                .then(answers(302, "Location", "http://b.test/"))
                .then(answers(302, "Location", "http://api.test/back"))
                .then(answers(401));
        assertThat(mode.send(rig.client().get("/")).status()).isEqualTo(401);
        assertThat(carried(rig)).containsExactly("Bearer t1", "Bearer t1", "null", "null");
        assertThat(asked).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Negotiate", "NTLM", "negotiate oRQwEqADCgEB==", "Negotiate, NTLM", "NTLM TlRMTVNTUAAC"})
    void whatAConnectionIsAskedForIsJustRaised(String challenge) {
        Rig rig = rig().then(answers(401, "WWW-Authenticate", challenge));
        assertThat(rig.client().get("/").send().status()).isEqualTo(401);
        assertThat(rig.transport.attempts()).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Basic realm=\"NTLM\"", "Negotiate, Bearer realm=\"x\"", ""})
    void otherChallengesMayBeMetByAnotherToken(String challenge) {
        Rig rig = rig().then(answers(401, "WWW-Authenticate", "NTLM", "WWW-Authenticate", challenge + ", Digest x=y"))
                .then(answers(200));
        assertThat(rig.client().get("/").send().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void itIsARoundOfItsOwnThatKeepsTheStoryOfTheFirst(Mode mode) {
        Rig rig = rig().with(b -> b.retry(r -> r.maxAttempts(2)))
                .then(answers(504))
                .then(answers(401))
                .then(answers(500));
        HopguardException failure =
                mode.send(rig.client().post("/").idempotencyKey()).failure();
        assertThat(failure.attempts()).extracting(Attempt::number).containsExactly(1, 2, 1);
        assertThat(failure.outcomeUnknown()).isTrue();
        assertThat(failure).hasMessageContaining("; 2: 401, 0 ms; new token; 1: 500, 0 ms]");
    }

    @ParameterizedTest
    @EnumSource
    void aFailureAfterItHasTheRefusedAttempt(Mode mode) {
        Rig rig = rig().then(answers(401)).then(Fault.LOST);
        HopguardException failure = failureOf(mode, rig.client().post("/"));
        assertThat(failure.attempts()).hasSize(2);
        assertThat(failure.getSuppressed()).hasAtLeastOneElementOfType(UnauthorizedException.class);
    }

    @ParameterizedTest
    @EnumSource
    void anInterceptorsExceptionIsAnAnswerForWhatMayBeRepeated(Mode mode) {
        Rig rig = rig().with(b -> b.attemptInterceptor(
                        (request, chain) -> chain.proceed(request).orThrow()))
                .then(answers(401))
                .then(answers(200));
        assertThat(mode.send(rig.client().get("/")).attempts()).hasSize(2);
        Rig unsafe = rig().with(b -> b.attemptInterceptor(
                        (request, chain) -> chain.proceed(request).orThrow()))
                .then(answers(401))
                .then(answers(200));
        assertThat(failureOf(mode, unsafe.client().post("/"))).isInstanceOf(UnauthorizedException.class);
    }
}

package io.hopguard.client;

import static io.hopguard.client.Rig.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.hopguard.client.error.InterceptorFailedException;
import io.hopguard.client.error.InvalidRequestException;
import io.hopguard.client.extend.Interceptor;
import io.hopguard.client.http.Headers;
import io.hopguard.client.http.Request;
import io.hopguard.client.http.Response;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A user's own code around calls and attempts. */
class InterceptorTest {
    private final List<String> events = new ArrayList<>();

    private Interceptor named(String name) {
        return (request, chain) -> {
            events.add(name + " in");
            Response response = chain.proceed(request);
            events.add(name + " out");
            return response;
        };
    }

    @ParameterizedTest
    @EnumSource
    void theFirstAddedIsTheOutermostAndAttemptsAreInsideOfCalls(Mode mode) {
        Rig rig = new Rig()
                .with(builder -> builder.attemptInterceptor(named("A1"))
                        .attemptInterceptor(named("A2"))
                        .callInterceptor(named("C1"))
                        .callInterceptor(named("C2")))
                .then(ScriptedTransport.answers(503))
                .then(ScriptedTransport.answers(200));
        mode.send(rig.client().get("/orders"));
        List<String> attempt = List.of("A1 in", "A2 in", "A2 out", "A1 out");
        List<String> all = new ArrayList<>(List.of("C1 in", "C2 in"));
        all.addAll(attempt);
        all.addAll(attempt);
        all.addAll(List.of("C2 out", "C1 out"));
        assertThat(events).isEqualTo(all);
    }

    @ParameterizedTest
    @EnumSource
    void aChangedHeaderIsSent(Mode mode) {
        Rig rig = new Rig()
                .with(builder -> builder.callInterceptor((request, chain) -> chain.proceed(
                        request.toBuilder().header("X-Trace", "t1").build())))
                .then(ScriptedTransport.answers(503));
        mode.send(rig.client().get("/orders"));
        assertThat(rig.transport.requests())
                .hasSize(3)
                .allSatisfy(request ->
                        assertThat(request.headers().first("X-Trace")).isEqualTo("t1"));
    }

    @ParameterizedTest
    @EnumSource
    void whatAnAttemptInterceptorChangesHoldsForThatAttemptOnly(Mode mode) {
        Rig rig = new Rig()
                .with(builder -> builder.attemptInterceptor((request, chain) -> {
                    assertThat(request.headers().contains("X-Try")).isFalse();
                    return chain.proceed(
                            request.toBuilder().header("X-Try", "1").build());
                }))
                .then(ScriptedTransport.answers(503));
        mode.send(rig.client().get("/orders"));
        assertThat(rig.transport.attempts()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerOfItsOwnIsTheCallsAnswer(Mode mode) {
        Rig rig = new Rig()
                .with(builder ->
                        builder.callInterceptor((request, chain) -> Response.of(203, Headers.empty(), new byte[0])));
        assertThat(mode.send(rig.client().get("/orders")).status()).isEqualTo(203);
        assertThat(rig.transport.attempts()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void anAttemptsAnswerOfItsOwnIsJudgedLikeTheServers(Mode mode) {
        Rig rig = new Rig()
                .with(builder -> builder.attemptInterceptor((request, chain) -> {
                    events.add("asked");
                    return Response.of(503, Headers.empty(), new byte[0]);
                }));
        mode.send(rig.client().get("/orders"));
        assertThat(events).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource
    void whatItThrowsReachesTheCallerAsItsFailure(Mode mode) {
        RuntimeException thrown = new IllegalStateException("boom");
        Rig rig = new Rig()
                .with(builder -> builder.attemptInterceptor((request, chain) -> {
                    events.add("asked");
                    throw thrown;
                }));
        assertThat(failureOf(mode, rig.client().get("/orders")))
                .isExactlyInstanceOf(InterceptorFailedException.class)
                .hasCause(thrown)
                .hasMessageContaining(
                        "the interceptor in " + InterceptorTest.class.getName() + " failed with IllegalStateException");
        assertThat(events).as("not retried").hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void anErrorPassesAsItIs(Mode mode) {
        Error error = new AssertionError("boom");
        Rig rig = new Rig()
                .with(builder -> builder.callInterceptor((request, chain) -> {
                    throw error;
                }));
        assertThat(catchThrowable(() -> mode.send(rig.client().get("/orders")))).isSameAs(error);
    }

    @ParameterizedTest
    @EnumSource
    void theTargetMayNotBeChanged(Mode mode) {
        Rig rig = new Rig()
                .with(builder -> builder.callInterceptor((request, chain) -> chain.proceed(
                        Request.builder("GET", "http://elsewhere.test/").build())));
        assertThat(failureOf(mode, rig.client().get("/orders")))
                .isExactlyInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("must not change the target");
    }

    @ParameterizedTest
    @EnumSource
    void proceedingTwiceDoesNotSendTwice(Mode mode) {
        Rig rig = new Rig()
                .with(builder -> builder.attemptInterceptor((request, chain) -> {
                    chain.proceed(request);
                    return chain.proceed(request);
                }))
                .then(ScriptedTransport.answers(200));
        assertThat(failureOf(mode, rig.client().post("/orders"))).isInstanceOf(InterceptorFailedException.class);
        assertThat(rig.transport.attempts()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void anAttemptInterceptorMayNotMakeARepeatableRequestUnsafe(Mode mode) {
        Rig rig = new Rig()
                .with(builder -> builder.attemptInterceptor((request, chain) -> chain.proceed(
                        Request.builder("POST", request.uri().toString()).build())))
                .then(ScriptedTransport.answers(503));
        assertThat(failureOf(mode, rig.client().put("/orders"))).isExactlyInstanceOf(InvalidRequestException.class);
        assertThat(rig.transport.attempts()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void anInterceptorThatReturnsNothingFailsTheCallAndItsEndIsTold(Mode mode) {
        Rig rig = new Rig().with(builder -> builder.callInterceptor((request, chain) -> nothing()));
        assertThat(failureOf(mode, rig.client().get("/orders")))
                .isExactlyInstanceOf(InterceptorFailedException.class)
                .hasMessageStartingWith("GET /orders failed");
    }

    @SuppressWarnings("NullAway")
    private static io.hopguard.client.http.Response nothing() {
        return null;
    }
}

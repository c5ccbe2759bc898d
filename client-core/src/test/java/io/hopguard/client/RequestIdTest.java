package io.hopguard.client;

import static io.hopguard.client.Rig.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.InvalidRequestException;
import io.hopguard.client.extend.Auth;
import io.hopguard.client.extend.Token;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.Exchange;
import io.hopguard.client.internal.kernel.RequestIds;
import io.hopguard.client.wire.RawServer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

/** By what a call is found in the logs of all hops. */
class RequestIdTest {
    private final List<String> inMdc = new CopyOnWriteArrayList<>();

    @AfterEach
    void clear() {
        MDC.clear();
    }

    private Rig rig() {
        return new Rig()
                .with(builder -> builder.attemptInterceptor((request, chain) -> {
                    inMdc.add(String.valueOf(MDC.get(RequestIds.KEY)));
                    return chain.proceed(request);
                }));
    }

    private static List<String> told(Rig rig) {
        return rig.transport.exchanges().stream()
                .map(exchange -> String.join("=", exchange.run().tells()))
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void oneIsMadeAndIsTheSameEverywhere(Mode mode) {
        Rig rig = rig().then(ScriptedTransport.answers(503)).then(ScriptedTransport.answers(200));
        Response response = mode.send(rig.client().get("/orders"));
        assertThat(response.requestId()).matches("[0-9a-f]{16}");
        assertThat(told(rig)).hasSize(2).containsOnly("X-Request-Id=" + response.requestId());
        assertThat(inMdc).hasSize(2).containsOnly(response.requestId());
        assertThat(MDC.get(RequestIds.KEY)).isNull();
        assertThat(mode.send(rig.client().get("/orders")).requestId()).isNotEqualTo(response.requestId());
    }

    @ParameterizedTest
    @EnumSource
    void theRequestsOwnHeaderWins(Mode mode) {
        MDC.put(RequestIds.KEY, "outer");
        Rig rig = rig().then(ScriptedTransport.answers(404));
        Response response = mode.send(rig.client().get("/orders").header("x-request-id", "mine-1"));
        assertThat(response.requestId()).isEqualTo("mine-1");
        assertThat(told(rig)).containsOnly("");
        assertThat(inMdc).containsOnly("mine-1");
        assertThat(MDC.get(RequestIds.KEY)).isEqualTo("outer");
    }

    @ParameterizedTest
    @EnumSource
    void elseTheCallersMdcAlsoOnAnotherThread(Mode mode) {
        MDC.put(RequestIds.KEY, "outer");
        Rig rig = rig().with(builder -> builder.executor(task -> new Thread(task).start()))
                .then(ScriptedTransport.answers(200));
        assertThat(mode.send(rig.client().get("/orders")).requestId()).isEqualTo("outer");
        assertThat(told(rig)).containsOnly("X-Request-Id=outer");
        assertThat(inMdc).containsOnly("outer");
        assertThat(MDC.get(RequestIds.KEY)).isEqualTo("outer");
    }

    @ParameterizedTest
    @EnumSource
    void failuresHaveItAndTheMdcIsAsBefore(Mode mode) {
        Rig rig = rig().then(ScriptedTransport.answers(502)).then(Fault.LOST);
        HopguardException status = catchThrowableOfType(
                HopguardException.class, () -> mode.fetch(rig.client().get("/x").noRetry(), String.class));
        assertThat(status.requestId()).isEqualTo(inMdc.get(0));
        HopguardException lost = failureOf(mode, rig.client().get("/x"));
        assertThat(lost.requestId()).isEqualTo(inMdc.get(1)).isNotEqualTo(status.requestId());
        assertThat(MDC.get(RequestIds.KEY)).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void failuresOutsideOfAnyAttemptHaveItToo(Mode mode) {
        Rig rig = new Rig().then(ScriptedTransport.says(200, "{", "Content-Type", "application/json"));
        HopguardException decode = catchThrowableOfType(
                HopguardException.class,
                () -> mode.fetch(rig.client().get("/x").header("X-Request-Id", "decode-1"), Integer.class));
        assertThat(decode.requestId()).isEqualTo("decode-1");
        rig.client().close();
        assertThat(failureOf(mode, rig.client().get("/x").header("X-Request-Id", "closed-1"))
                        .requestId())
                .isEqualTo("closed-1");
        Rig failing = new Rig()
                .with(builder -> builder.callInterceptor((request, chain) -> {
                    throw new IllegalStateException();
                }));
        assertThat(failureOf(mode, failing.client().get("/x").header("X-Request-Id", "own-1"))
                        .requestId())
                .isEqualTo("own-1");
    }

    @Test
    void anErrorLeavesTheMdcAsItWas() {
        Rig rig = rig().then(ScriptedTransport.throwsError(new StackOverflowError()));
        assertThatThrownBy(() -> rig.client().get("/x").send()).isInstanceOf(StackOverflowError.class);
        assertThat(inMdc).hasSize(1);
        assertThat(MDC.get(RequestIds.KEY)).isNull();
    }

    @Test
    void aCallWithinACallHasTheSameIdAndTheOuterOneKeepsIt() {
        Rig inner = rig().then(ScriptedTransport.answers(200));
        Rig outer = new Rig()
                .with(builder -> builder.callInterceptor((request, chain) -> {
                    inner.client().get("/inner").send();
                    inMdc.add(MDC.get(RequestIds.KEY));
                    inner.client()
                            .get("/other")
                            .header("X-Request-Id", "its-own")
                            .send();
                    inMdc.add(MDC.get(RequestIds.KEY));
                    return chain.proceed(request);
                }))
                .then(ScriptedTransport.answers(200));
        String id = outer.client().get("/outer").send().requestId();
        assertThat(inMdc).containsExactly(id, id, "its-own", id);
        assertThat(MDC.get(RequestIds.KEY)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "tab\there", "caf\u00e9", "line\nbreak"})
    void whatIsNoIdInTheMdcIsReplaced(String wrong) {
        MDC.put(RequestIds.KEY, wrong);
        Rig rig = rig().then(ScriptedTransport.answers(200));
        assertThat(rig.client().get("/x").send().requestId()).matches("[0-9a-f]{16}");
        assertThat(MDC.get(RequestIds.KEY)).isEqualTo(wrong);
    }

    @Test
    void anIdThatIsTooLongIsReplacedOnTheWire() {
        Rig rig = rig().then(ScriptedTransport.answers(200));
        String longest = "x".repeat(128);
        assertThat(rig.client().get("/x").header("X-Request-Id", longest).send().requestId())
                .isEqualTo(longest);
        Response response =
                rig.client().get("/x").header("X-Request-Id", longest + "x").send();
        assertThat(response.requestId()).matches("[0-9a-f]{16}");
        assertThat(told(rig).get(1)).isEqualTo("X-Request-Id=" + response.requestId());
    }

    @Test
    void oneThatAnInterceptorSetsIsTheIdFromThereOn() {
        Rig rig = new Rig()
                .with(builder -> builder.callInterceptor((request, chain) -> chain.proceed(
                        request.toBuilder().header("X-Request-Id", "late-1").build())))
                .then(exchange -> {
                    inMdc.add(MDC.get(RequestIds.KEY));
                    return ScriptedTransport.answers(200).execute(exchange);
                });
        assertThat(rig.client().get("/x").send().requestId()).isEqualTo("late-1");
        assertThat(told(rig)).containsOnly("");
        assertThat(inMdc).containsExactly("late-1");
        assertThat(MDC.get(RequestIds.KEY)).isNull();
    }

    @Test
    void theHeaderCanHaveAnotherNameOrNone() {
        Rig named = rig().with(builder -> builder.requestIdHeader("X-Correlation-Id"))
                .then(ScriptedTransport.answers(200));
        String id =
                named.client().get("/x").header("X-Request-Id", "other").send().requestId();
        assertThat(told(named)).containsExactly("X-Correlation-Id=" + id);
        Rig silent = rig().with(builder -> builder.requestIdHeader(null)).then(ScriptedTransport.answers(200));
        assertThat(silent.client().get("/x").send().requestId()).matches("[0-9a-f]{16}");
        assertThat(told(silent)).containsOnly("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "Content-Length", "X-Api-Key-Of-Ours", "X-Timeout-Budget-Ms"})
    void aWrongHeaderIsReported(String name) {
        assertThatThrownBy(() -> ResilientClient.builder()
                        .redaction(r -> r.header("X-Api-Key-Of-Ours"))
                        .requestIdHeader(name)
                        .build())
                .hasMessageContaining("requestIdHeader is ");
    }

    @ParameterizedTest
    @EnumSource
    void itIsOnTheWireOnceAndStreamsHaveIt(Mode mode) throws IOException {
        List<String> heads = new CopyOnWriteArrayList<>();
        try (RawServer server = new RawServer(c -> {
                    for (String head = c.head(); head != null; head = c.head()) {
                        heads.add(head);
                        c.respond(200, "ok");
                    }
                });
                ResilientClient client =
                        ResilientClient.builder().baseUri(server.url()).build();
                StreamedResponse stream = mode.stream(client.get("/x"))) {
            assertThat(heads)
                    .singleElement()
                    .satisfies(
                            head -> assertThat(head).containsOnlyOnce("X-Request-Id: " + stream.requestId() + "\r\n"));
            assertThat(stream.requestId()).matches("[0-9a-f]{16}");
        }
    }

    @Test
    void madeIdsAreUniqueAndDoNotTellTheirOrder() {
        RequestIds ids = new RequestIds(null);
        List<String> made =
                java.util.stream.Stream.generate(ids::make).limit(100_000).toList();
        assertThat(made.stream().distinct()).hasSize(100_000);
        assertThat(made).allMatch(id -> id.length() == 16 && RequestIds.isUsable(id));
        assertThat(made.stream().map(id -> id.substring(0, 4)).distinct()).hasSizeGreaterThan(40_000);
        assertThat(new RequestIds(null).make()).isNotIn(made);
    }

    @ParameterizedTest
    @EnumSource
    void aRenewedTokenKeepsIt(Mode mode) {
        Rig rig = rig().with(builder -> builder.auth(Auth.bearer(() -> Token.of("t"))))
                .then(ScriptedTransport.answers(401, "WWW-Authenticate", "Bearer"))
                .then(ScriptedTransport.answers(200));
        String id = mode.send(rig.client().get("/x")).requestId();
        assertThat(told(rig)).hasSize(2).containsOnly("X-Request-Id=" + id);
        assertThat(inMdc).hasSize(2).containsOnly(id);
    }

    /** 10 KB, line breaks: what a header may not have is refused, and what an id may not be is replaced. */
    @Test
    void whatAStrangerSendsDoesNotComeThrough() {
        String stranger = "x".repeat(10_000) + "\r\nX-Smuggled: 1";
        MDC.put(RequestIds.KEY, stranger);
        Rig rig = rig().then(ScriptedTransport.answers(200));
        String id = rig.client().get("/x").send().requestId();
        assertThat(id).matches("[0-9a-f]{16}");
        assertThat(told(rig)).containsExactly("X-Request-Id=" + id);
        assertThat(inMdc).containsExactly(id);
        assertThat(MDC.get(RequestIds.KEY)).isEqualTo(stranger);
        assertThatThrownBy(() -> rig.client().get("/x").header("X-Request-Id", "a\r\nb"))
                .isInstanceOf(InvalidRequestException.class);
    }

    /** The exchange is what the transport sees. */
    @Test
    void aRedirectToAnotherOriginKeepsIt() {
        Rig rig = rig().with(builder -> builder.redirects(r -> r.crossOrigin(true)))
                .then(ScriptedTransport.answers(302, "Location", "http://other.test/"))
                .then(ScriptedTransport.answers(200));
        String id = rig.client().get("/x").send().requestId();
        assertThat(rig.transport.exchanges().stream().filter(Exchange::isAbroad))
                .hasSize(1);
        assertThat(told(rig)).hasSize(2).containsOnly("X-Request-Id=" + id);
    }
}

package io.hopguard.client;

import static io.hopguard.client.Rig.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import io.hopguard.client.diagnosis.AnsweredBy;
import io.hopguard.client.diagnosis.Cause;
import io.hopguard.client.diagnosis.Diagnosis;
import io.hopguard.client.diagnosis.Evidence;
import io.hopguard.client.error.ConnectFailedException;
import io.hopguard.client.error.FailureDetails;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.InterceptorFailedException;
import io.hopguard.client.error.Phase;
import io.hopguard.client.http.Request;
import io.hopguard.client.policy.Redaction;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a user does not want to be shown. */
class RedactionTest {
    private static final String SECRET = "abc-123";

    private static Rig rig() {
        return new Rig().with(builder -> builder.redaction(r -> r.pattern("/token/([^/?; ]+)")));
    }

    @ParameterizedTest
    @CsvSource({
        "/token/[^/]+, /v1/token/abc/x, /v1***/x",
        "/token/([^/]+), /v1/token/abc/x, /v1/token/***/x",
        "/token/([^/]+), /v1/token/***/x, /v1/token/***/x",
        "a(b)|c(d), ab cd ef, a*** c*** ef",
        "(a(b)c), xabcx abc, x***x ***",
        "(?=.*(b))(a), a of b, *** of ***",
        "(?=(..))a, ab, ***",
        "key=(x)|(?:pin)y, key=x piny, key=*** ***",
        "(?i)ACME, Acme and acme, *** and ***",
        "nothing, /v1/token/abc, /v1/token/abc",
    })
    void theGroupsAreMaskedOrAllOfTheMatch(String pattern, String text, String shown) {
        assertThat(Redaction.builder().pattern(pattern).build().apply(text)).isEqualTo(shown);
    }

    @Test
    void wrongPatternsAndNamesAreReported() {
        assertThatThrownBy(() -> ResilientClient.builder()
                        .redaction(r -> r.header("X Y").pattern("(").pattern("x*"))
                        .build())
                .hasMessageContaining("redaction.header is [x y]; must be names of headers")
                .hasMessageContaining("redaction.pattern is '('; must be a regular expression")
                .hasMessageContaining("redaction.pattern is 'x*'; must not match nothing");
    }

    @ParameterizedTest
    @EnumSource
    void patternsHoldForTargetStoryLogAndMeters(Mode mode) {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Rig rig = rig().with(builder -> builder.meterRegistry(registry)
                        .callInterceptor((request, chain) ->
                                chain.proceed(Request.builder(request.method(), request.target(), request.path())
                                        .build())))
                .then(Fault.LOST);
        try (LogCapture log = new LogCapture(Level.TRACE)) {
            HopguardException failure = failureOf(mode, rig.client().get("/token/" + SECRET + "/orders"));
            assertThat(failure.getMessage()).contains("/token/***/orders");
            HopguardException bare =
                    failureOf(mode, rig.client().request("GET", URI.create("/token/" + SECRET + "/orders?x=1")));
            assertThat(bare.getMessage()).contains("http://api.test/token/***/orders?x=***");
            assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains(SECRET));
            assertThat(log.events())
                    .noneMatch(event -> LogCapture.facts(event).toString().contains(SECRET));
            assertThat(registry.getMeters())
                    .isNotEmpty()
                    .noneMatch(meter -> meter.getId().toString().contains(SECRET));
            assertThat(rig.transport.requests().get(0).path()).contains(SECRET);
        }
    }

    @ParameterizedTest
    @EnumSource
    void patternsHoldForTheWordsOfFailures(Mode mode) {
        Rig rig = rig().then(exchange -> {
            throw new InterceptorFailedException(
                    FailureDetails.of("no /token/" + SECRET + " there", Phase.RESPONSE, null));
        });
        HopguardException failure = failureOf(mode, rig.client().get("/x"));
        assertThat(failure.getMessage()).contains("no /token/*** there").doesNotContain(SECRET);
        assertThat(failure.details().toString()).doesNotContain(SECRET);
        Rig outside = rig().with(builder -> builder.callInterceptor((request, chain) -> {
            throw new InterceptorFailedException(
                    FailureDetails.of("no /token/" + SECRET + " there", Phase.RESPONSE, null));
        }));
        assertThat(failureOf(mode, outside.client().get("/x")).getMessage())
                .contains("no /token/*** there")
                .doesNotContain(SECRET);
    }

    @ParameterizedTest
    @EnumSource
    void patternsHoldForTargetsEverywhere(Mode mode) {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (Tracing tracing = new Tracing();
                LogCapture log = new LogCapture(Level.TRACE)) {
            Rig rig = new Rig()
                    .with(builder -> builder.baseUri("http://acme.test:81/bot-acme/")
                            .redaction(r -> r.pattern("acme"))
                            .meterRegistry(registry)
                            .observationRegistry(tracing.registry)
                            .circuitBreaker(
                                    b -> b.enabled(true).slidingWindowSize(2).minimumNumberOfCalls(1)))
                    .then(ScriptedTransport.answers(503));
            List<String> said = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                RequestSpec spec = rig.client().get("/x?a=1");
                said.add(String.valueOf(catchThrowable(() -> mode.fetch(spec, String.class))));
            }
            said.add(rig.client().toString());
            rig.client()
                    .describe()
                    .lines()
                    .filter(line -> !line.startsWith("redaction: "))
                    .forEach(said::add);
            said.addAll(log.lines());
            log.events().forEach(event -> said.add(LogCapture.facts(event).toString()));
            registry.getMeters().forEach(meter -> said.add(meter.getId().toString()));
            said.addAll(tracing.said());
            assertThat(said).hasSizeGreaterThan(50).noneMatch(text -> text.contains("acme"));
            assertThat(Tracing.attributes(tracing.attempts().get(0))).containsEntry("server.address", "***.test");
            assertThat(registry.get("hopguard.client.breaker.state")
                            .tags("state", "open", "target", "other")
                            .gauge()
                            .value())
                    .isOne();
        }
    }

    @ParameterizedTest
    @EnumSource
    void patternsHoldForTheWordsOfFailuresOnSpans(Mode mode) {
        try (Tracing tracing = new Tracing()) {
            Rig rig = rig().with(builder -> builder.observationRegistry(tracing.registry))
                    .then(exchange -> {
                        throw new ConnectFailedException(
                                FailureDetails.of("no /token/" + SECRET + " there", Phase.CONNECT, null));
                    });
            failureOf(mode, rig.client().get("/x"));
            assertThat(tracing.said())
                    .anyMatch(text -> text.contains("no /token/*** there"))
                    .noneMatch(text -> text.contains(SECRET));
        }
    }

    @ParameterizedTest
    @EnumSource
    void spansShowOfForeignExceptionsTheClassAndThePlaceOnly(Mode mode) {
        try (Tracing tracing = new Tracing()) {
            Rig rig = new Rig()
                    .with(builder -> builder.observationRegistry(tracing.registry)
                            .callInterceptor((request, chain) -> {
                                throw new IllegalArgumentException("no " + SECRET, new IOException("of " + SECRET));
                            }));
            HopguardException failure = failureOf(mode, rig.client().get("/x"));
            assertThat(failure)
                    .hasCauseInstanceOf(IllegalArgumentException.class)
                    .hasStackTraceContaining(SECRET);
            assertThat(tracing.said())
                    .anyMatch(text -> text.contains("Caused by: java.lang.IllegalArgumentException\n\tat "
                                    + RedactionTest.class.getName())
                            && text.contains("Caused by: java.io.IOException\n"))
                    .noneMatch(text -> text.contains(SECRET));
        }
    }

    @Test
    void patternsHoldForTheLastFailureOfABreaker() {
        Rig rig = rig().with(builder -> builder.circuitBreaker(
                        b -> b.enabled(true).slidingWindowSize(2).minimumNumberOfCalls(1)))
                .then(exchange -> {
                    throw new ConnectFailedException(FailureDetails.of("no /token/" + SECRET, Phase.CONNECT, null));
                });
        try (LogCapture log = new LogCapture(Level.TRACE)) {
            failureOf(Mode.BLOCKING, rig.client().get("/x"));
            failureOf(Mode.BLOCKING, rig.client().get("/x"));
            rig.client().close();
            assertThat(log.of("state")).isNotEmpty();
            assertThat(log.lines()).noneMatch(line -> line.contains(SECRET));
        }
    }

    @Test
    void headersAreNotShownAsEvidence() {
        Diagnosis told = Diagnosis.observed(
                AnsweredBy.NETWORK, Cause.CONNECTION_CLOSED, new Evidence("X-Internal", SECRET, "a sign"), "look");
        Rig rig = new Rig()
                .with(builder -> builder.redaction(r -> r.header("x-INTERNAL")).concluding(facts -> told))
                .then(ScriptedTransport.answers(502));
        HopguardException failure = catchThrowableOfType(
                HopguardException.class, () -> rig.client().get("/x").fetch(String.class));
        assertThat(failure.diagnosis().evidence()).containsExactly(new Evidence("X-Internal", "(present)", "a sign"));
    }

    @Test
    void headersAreNotSentToAnotherOrigin() {
        Rig rig = new Rig()
                .with(builder -> builder.redirects(r -> r.crossOrigin(true)).redaction(r -> r.header("X-Internal")))
                .then(ScriptedTransport.answers(302, "Location", "http://other.test/"))
                .then(ScriptedTransport.answers(200));
        rig.client().get("/x").header("X-Internal", SECRET).send();
        assertThat(rig.transport.requests().get(0).headers().contains("X-Internal"))
                .isTrue();
        assertThat(rig.transport.requests().get(1).headers().contains("X-Internal"))
                .isFalse();
    }

    @Test
    void theDescriptionNamesWhatIsMasked() {
        String text = rig().with(builder -> builder.redaction(r -> r.header("X-Internal")))
                .client()
                .describe();
        assertThat(text)
                .containsPattern("redaction: +besides query values.*headers \\[x-internal], patterns \\[/token/");
    }
}

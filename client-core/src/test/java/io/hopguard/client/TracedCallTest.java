package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.hopguard.client.extend.Auth;
import io.hopguard.client.extend.Token;
import io.hopguard.client.wire.RawServer;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The spans of calls over real sockets, as a backend gets them. */
class TracedCallTest {
    private final Tracing tracing = new Tracing();
    private final List<String> heads = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        tracing.close();
    }

    private ResilientClientBuilder builder() {
        return ResilientClient.builder()
                .name("orders")
                .retry(r -> r.backoff(Duration.ofMillis(1), Duration.ofMillis(1)))
                .circuitBreaker(b -> b.off())
                .observationRegistry(tracing.registry);
    }

    private RawServer serving(String... answers) {
        AtomicInteger next = new AtomicInteger();
        return new RawServer(c -> {
            for (String head = c.request(); head != null; head = c.request()) {
                heads.add(head);
                c.send("HTTP/1.1 " + answers[Math.min(next.getAndIncrement(), answers.length - 1)]);
            }
        });
    }

    private static String answer(String status, String... fields) {
        return status + " X\r\n" + String.join("", fields) + "Content-Length: 2\r\n\r\n[]";
    }

    private static String port(RawServer server) {
        return server.url().substring(server.url().lastIndexOf(':') + 1);
    }

    private static String traceParent(SpanData span) {
        return "traceparent: 00-" + span.getTraceId() + "-" + span.getSpanId() + "-0";
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void aCallIsASpanWithASpanForItsAttempt(Mode mode) throws IOException {
        try (RawServer server = serving(answer("200"));
                ResilientClient client = builder().baseUri(server.url()).build()) {
            mode.send(client.get("/orders/{id}", 42)
                    .query("token", "t0p")
                    .query("a", "1")
                    .header("X-Request-Id", "order-7"));
            SpanData call = tracing.call();
            SpanData attempt = tracing.attempts().get(0);
            assertThat(tracing.spans()).containsExactly(attempt, call);
            assertThat(call.getName()).isEqualTo("GET /orders/{id}");
            assertThat(call.getKind()).isEqualTo(SpanKind.INTERNAL);
            assertThat(call.getStatus().getStatusCode()).isNotEqualTo(StatusCode.ERROR);
            assertThat(Tracing.attributes(call))
                    .isEqualTo(Map.of(
                            "client", "orders",
                            "http.request.method", "GET",
                            "outcome", "2xx",
                            "route", "/orders/{id}",
                            "hopguard.attempts", "1",
                            "hopguard.request_id", "order-7"));
            assertThat(attempt.getParentSpanId()).isEqualTo(call.getSpanId());
            assertThat(attempt.getName()).isEqualTo("GET /orders/{id}");
            assertThat(Tracing.attributes(attempt))
                    .isEqualTo(Map.ofEntries(
                            Map.entry("client", "orders"),
                            Map.entry("hopguard.request_id", "order-7"),
                            Map.entry("http.request.method", "GET"),
                            Map.entry("outcome", "2xx"),
                            Map.entry("route", "/orders/{id}"),
                            Map.entry("http.response.status_code", "200"),
                            Map.entry("server.address", "127.0.0.1"),
                            Map.entry("server.port", port(server)),
                            Map.entry("network.peer.address", "127.0.0.1"),
                            Map.entry("network.peer.port", port(server)),
                            Map.entry("network.protocol.version", "1.1"),
                            Map.entry("url.template", "/orders/{id}"),
                            Map.entry("url.full", server.url() + "/orders/42?token=REDACTED&a=REDACTED")));
            assertThat(heads.get(0)).contains(traceParent(attempt));
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void theCallIsAChildOfWhatTheThreadThatAskedWasDoing(Mode mode) throws IOException {
        try (RawServer server = serving(answer("200"));
                ResilientClient client = builder().baseUri(server.url()).build()) {
            io.micrometer.observation.Observation.createNotStarted("work", tracing.registry)
                    .observe(() -> mode.send(client.get("/orders")));
            SpanData work = tracing.spans().get(2);
            assertThat(work.getName()).isEqualTo("work");
            assertThat(tracing.call().getParentSpanId()).isEqualTo(work.getSpanId());
            assertThat(tracing.attempts().get(0).getTraceId()).isEqualTo(work.getTraceId());
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    @SuppressWarnings("try")
    void aSpanWithoutAnObservationIsAParentToo(Mode mode) throws IOException {
        try (RawServer server = serving(answer("200"));
                ResilientClient client = builder().baseUri(server.url()).build()) {
            io.micrometer.tracing.Span work =
                    tracing.tracer.nextSpan().name("work").start();
            try (var scope = tracing.tracer.withSpan(work)) {
                mode.send(client.get("/orders"));
            } finally {
                work.end();
            }
            assertThat(tracing.call().getParentSpanId())
                    .isEqualTo(work.context().spanId());
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void eachAttemptHasASpanAndTheServerGetsItsIds(Mode mode) throws IOException {
        try (RawServer server = serving(answer("503"), answer("502", "Server: nginx\r\n"), answer("200"));
                ResilientClient client = builder().baseUri(server.url()).build()) {
            mode.send(client.get("/orders/{id}", 42));
            List<SpanData> attempts = tracing.attempts();
            assertThat(attempts)
                    .extracting(span -> Tracing.attributes(span).get("http.request.resend_count"))
                    .containsExactly(null, "1", "2");
            assertThat(attempts)
                    .extracting(span -> Tracing.attributes(span).get("error.type"))
                    .containsExactly("503", "502", null);
            assertThat(attempts)
                    .extracting(span -> span.getStatus().getStatusCode() == StatusCode.ERROR)
                    .containsExactly(true, true, false);
            assertThat(Tracing.attributes(attempts.get(1))).containsKey("hopguard.causes");
            for (int i = 0; i < 3; i++) {
                assertThat(heads.get(i)).containsOnlyOnce("traceparent").contains(traceParent(attempts.get(i)));
                assertThat(attempts.get(i).getParentSpanId())
                        .isEqualTo(tracing.call().getSpanId());
            }
            assertThat(Tracing.attributes(tracing.call()))
                    .containsEntry("hopguard.attempts", "3")
                    .doesNotContainKeys("error.type", "hopguard.gave_up", "hopguard.answered_by");
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void aResponseThatFailsIsAnErrorWhetherItIsThrownOrHandedOut(Mode mode) throws IOException {
        try (RawServer server = serving(answer("404"));
                ResilientClient client = builder().baseUri(server.url()).build()) {
            mode.send(client.get("/orders"));
            catchThrowable(() -> mode.fetch(client.get("/orders"), String.class));
            assertThat(tracing.spans()).hasSize(4).allSatisfy(span -> {
                assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
                assertThat(Tracing.attributes(span)).containsEntry("error.type", "404");
                assertThat(Tracing.attributes(span)).containsEntry("outcome", "4xx");
                assertThat(Tracing.events(span)).containsExactly("exception");
            });
        }
    }

    @Test
    void aCallThatGaveUpSaysWhy() throws IOException {
        try (RawServer server = serving(answer("502", "Server: nginx\r\n"));
                ResilientClient client = builder().baseUri(server.url()).build()) {
            client.get("/orders").send();
            assertThat(Tracing.attributes(tracing.call()))
                    .containsEntry("hopguard.gave_up", "attempts_exhausted")
                    .containsKey("hopguard.causes")
                    .containsEntry("hopguard.attempts", "3")
                    .containsEntry("outcome", "5xx")
                    .containsEntry("error.type", "502");
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void aFailureWithoutAnAnswerHasItsCode(Mode mode) throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        try (ResilientClient client = builder()
                .baseUri("http://127.0.0.1:" + closed)
                .retry(r -> r.off())
                .build()) {
            catchThrowable(() -> mode.send(client.get("/orders")));
            SpanData attempt = tracing.attempts().get(0);
            assertThat(Tracing.attributes(attempt))
                    .containsEntry("error.type", "connect_failed")
                    .containsEntry("outcome", "connect_failed")
                    .containsEntry("hopguard.answered_by", "network")
                    .containsEntry("hopguard.causes", "connection_refused")
                    .containsEntry("network.peer.port", String.valueOf(closed))
                    .doesNotContainKeys("http.response.status_code", "network.protocol.version");
            assertThat(Tracing.attributes(tracing.call()))
                    .containsEntry("error.type", "connect_failed")
                    .containsEntry("hopguard.answered_by", "network");
            assertThat(attempt.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        }
    }

    @Test
    void anAnswerThatBreaksOffHasAStatusAndAnError() throws IOException {
        try (RawServer server = new RawServer(c -> {
                    c.request();
                    c.send("HTTP/1.1 200 X\r\nContent-Length: 9\r\n\r\n12");
                });
                ResilientClient client =
                        builder().baseUri(server.url()).retry(r -> r.off()).build()) {
            catchThrowable(() -> client.get("/orders").send());
            assertThat(Tracing.attributes(tracing.attempts().get(0)))
                    .containsEntry("http.response.status_code", "200")
                    .containsEntry("error.type", "truncated_response")
                    .containsEntry("outcome", "truncated_response");
        }
    }

    @Test
    void aRedirectIsAnotherAttempt() throws IOException {
        try (RawServer server = serving(answer("302", "Location: /other?key=t0p\r\n"), answer("200"));
                ResilientClient client = builder().baseUri(server.url()).build()) {
            client.get("/orders/{id}", 42).send();
            List<SpanData> attempts = tracing.attempts();
            assertThat(attempts).hasSize(2);
            assertThat(Tracing.attributes(attempts.get(0)))
                    .containsEntry("http.response.status_code", "302")
                    .doesNotContainKeys("error.type", "http.request.resend_count");
            assertThat(Tracing.attributes(attempts.get(1)))
                    .containsEntry("url.full", server.url() + "/other?key=REDACTED")
                    .containsEntry("http.request.resend_count", "1");
            assertThat(heads.get(1)).contains(traceParent(attempts.get(1)));
            assertThat(Tracing.events(tracing.call()))
                    .containsExactly("302 to GET " + attempts.get(1).getName().substring(4));
        }
    }

    @Test
    void aRepetitionWithANewTokenIsAnotherAttempt() throws IOException {
        AtomicInteger token = new AtomicInteger();
        try (RawServer server = serving(answer("401", "WWW-Authenticate: Bearer\r\n"), answer("200"));
                ResilientClient client = builder()
                        .baseUri(server.url())
                        .auth(Auth.bearer(() -> Token.of("t" + token.incrementAndGet())))
                        .build()) {
            client.post("/orders").send();
            assertThat(tracing.attempts())
                    .extracting(span -> Tracing.attributes(span).get("http.request.resend_count"))
                    .containsExactly(null, "1");
            assertThat(Tracing.attributes(tracing.call()))
                    .containsEntry("outcome", "2xx")
                    .doesNotContainKey("error.type");
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void aStreamedCallEndsWithItsHead(Mode mode) throws IOException {
        try (RawServer server = serving(answer("200"));
                ResilientClient client = builder().baseUri(server.url()).build();
                StreamedResponse response = mode.stream(client.get("/orders"))) {
            assertThat(tracing.spans()).hasSize(2);
            assertThat(Tracing.attributes(tracing.call())).containsEntry("outcome", "2xx");
            assertThat(response.body().readAllBytes()).hasSize(2);
            assertThat(tracing.spans()).hasSize(2);
        }
    }

    @Test
    void unknownMethodsAndCompleteUrisHaveNamesOfWhichThereAreFew() throws IOException {
        try (RawServer server = serving(answer("200"));
                ResilientClient client = builder().build()) {
            client.request("BREW", URI.create(server.url() + "/pots/42?s3cret")).send();
            client.request("BREW", server.url() + "/pots/{id}", 42).send();
            assertThat(tracing.attempts()).extracting(SpanData::getName).containsExactly("HTTP", "HTTP /pots/{id}");
            assertThat(Tracing.attributes(tracing.attempts().get(1)))
                    .containsEntry("route", server.url() + "/pots/{id}")
                    .containsEntry("url.template", "/pots/{id}");
            assertThat(Tracing.attributes(tracing.attempts().get(0)))
                    .containsEntry("http.request.method", "_OTHER")
                    .containsEntry("http.request.method_original", "BREW")
                    .containsEntry("route", "none")
                    .containsEntry("url.full", server.url() + "/pots/42?REDACTED")
                    .doesNotContainKey("url.template");
        }
    }
}

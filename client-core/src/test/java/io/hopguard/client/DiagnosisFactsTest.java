package io.hopguard.client;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.diagnosis.AnsweredBy;
import io.hopguard.client.diagnosis.Cause;
import io.hopguard.client.diagnosis.Confidence;
import io.hopguard.client.diagnosis.Diagnosed;
import io.hopguard.client.diagnosis.Diagnosis;
import io.hopguard.client.diagnosis.Facts;
import io.hopguard.client.error.DeadlineExceededException;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.ProxyRefusedException;
import io.hopguard.client.error.ResponseSnapshot;
import io.hopguard.client.error.TruncatedResponseException;
import io.hopguard.client.wire.ForwardProxy;
import io.hopguard.client.wire.RawServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a diagnosis is made from, off the wire. */
class DiagnosisFactsTest {
    private static final String PAGE = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
            + "<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx/1.22.1</center>\r\n</body>\r\n</html>\r\n";
    private static final String HEAD = "HTTP/1.1 502 Bad  Gateway\r\nserver: nginx/1.22.1\r\nX-oDD: a\r\nx-Odd: b\r\n"
            + "Content-Type: text/html\r\nContent-Length: " + PAGE.length() + "\r\n\r\n";
    private static final Diagnosis CONCLUDED = Diagnosed.nginx(Cause.CONNECTION_REFUSED);

    private final List<Facts> asked = new CopyOnWriteArrayList<>();

    private ResilientClient client(Consumer<ResilientClientBuilder> change) {
        ResilientClientBuilder builder = ResilientClient.builder()
                .retry(r -> r.off())
                .timeouts(t -> t.total(ofSeconds(5)))
                .concluding(facts -> {
                    asked.add(facts);
                    return CONCLUDED;
                });
        change.accept(builder);
        return builder.build();
    }

    private ResilientClient client() {
        return client(builder -> {});
    }

    private HopguardException failed(Mode mode, RawServer.Script script) throws IOException {
        try (RawServer server = new RawServer(script);
                ResilientClient client = client(builder -> builder.timeouts(t -> t.total(ofMillis(900))
                        .attempt(ofMillis(900))
                        .connect(ofMillis(500))
                        .idle(ofMillis(250))))) {
            return Rig.failureOf(mode, client.get(server.url() + "/"));
        }
    }

    private Facts only() {
        assertThat(asked).hasSize(1);
        return asked.get(0);
    }

    @ParameterizedTest
    @EnumSource
    void thePageOfAGatewayIsThereAsItCame(Mode mode) throws IOException {
        try (RawServer server = new RawServer(connection -> {
                    connection.request();
                    connection.send(HEAD + PAGE);
                });
                ResilientClient client = client()) {
            assertThat(mode.send(client.get(server.url() + "/").header("accept", "text/x"))
                            .diagnosis())
                    .isSameAs(CONCLUDED);
        }
        Facts facts = only();
        assertThat(facts.ending()).isEqualTo(Facts.Ending.ANSWERED);
        assertThat(facts.status()).isEqualTo(502);
        assertThat(facts.reason()).isEqualTo("Bad  Gateway");
        assertThat(facts.fields()).isEqualTo(5);
        assertThat(List.of(facts.name(0), facts.name(1), facts.name(2))).containsExactly("server", "X-oDD", "x-Odd");
        assertThat(facts.all("x-odd")).isEqualTo("a, b");
        assertThat(facts.body()).asString(StandardCharsets.ISO_8859_1).isEqualTo(PAGE);
        assertThat(facts.accept()).isEqualTo("text/x");
        assertThat(facts.reusedConnection()).isFalse();
        assertThat(facts.throughForwardProxy()).isFalse();
        assertThat(facts.elapsedNanos()).isBetween(1L, 5_000_000_000L);
        assertThat(facts.observed()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 503", "HTTP/1.1 503 "})
    void aReasonThatIsNotThereIsNotMadeUp(String statusLine) throws IOException {
        try (RawServer server = new RawServer(connection -> {
                    connection.request();
                    connection.send(statusLine + "\r\nContent-Length: 0\r\n\r\n");
                });
                ResilientClient client = client()) {
            client.get(server.url() + "/").send();
        }
        assertThat(only().reason()).isEmpty();
    }

    @Test
    void theSecondRequestOfAConnectionIsOnAReusedOne() throws IOException {
        try (RawServer server = new RawServer(connection -> {
                    while (connection.request() != null) {
                        connection.respond(500, "x");
                    }
                });
                ResilientClient client = client()) {
            client.get(server.url() + "/").send();
            client.get(server.url() + "/").send();
            assertThat(server.connections()).isOne();
        }
        assertThat(asked).extracting(Facts::reusedConnection).containsExactly(false, true);
    }

    @Test
    void theBodyIsDecodedAndBoundedAndTheHeadersStillSayHowItCame() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("ab".repeat(20_000).getBytes(StandardCharsets.US_ASCII));
        }
        String body = packed.toString(StandardCharsets.ISO_8859_1);
        try (RawServer server = new RawServer(connection -> {
                    connection.request();
                    connection.send("HTTP/1.1 500 Oops\r\nContent-Encoding: gzip\r\nContent-Length: " + body.length()
                            + "\r\n\r\n" + body);
                });
                ResilientClient client = client()) {
            assertThat(client.get(server.url() + "/").send().headers().contains("Content-Encoding"))
                    .isFalse();
        }
        assertThat(only().first("content-encoding")).isEqualTo("gzip");
        assertThat(only().body()).hasSize(Facts.MAX_BODY_BYTES).startsWith('a', 'b', 'a', 'b');
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 9000", "Transfer-Encoding: chunked"})
    void aCutAnswerKeepsItsHeadAndWhatCameOfItsBodyButIsNoAnswer(String framing) throws IOException {
        String start = framing.startsWith("T") ? "1000\r\nbeginning" : "beginning";
        HopguardException failure = failed(Mode.BLOCKING, connection -> {
            connection.request();
            connection.send("HTTP/1.1 502 Bad Gateway\r\nServer: openresty\r\n" + framing + "\r\n\r\n" + start);
        });
        assertThat(failure).isExactlyInstanceOf(TruncatedResponseException.class);
        assertThat(failure.diagnosis()).isSameAs(CONCLUDED);
        ResponseSnapshot response = failure.details().response();
        assertThat(response.status()).isEqualTo(502);
        assertThat(response.headers().get("server")).containsExactly("openresty");
        assertThat(response.bodyText()).isEqualTo("beginning");
        assertThat(failure.attempts().get(0).status()).isZero();
        assertThat(failure.getMessage()).doesNotContain("beginning", "openresty");
        Facts facts = only();
        assertThat(facts.ending()).isEqualTo(Facts.Ending.TRUNCATED);
        assertThat(facts.observed()).isEqualTo(Cause.TRUNCATED_RESPONSE);
        assertThat(facts.status()).isEqualTo(502);
        assertThat(facts.reason()).isEqualTo("Bad Gateway");
        assertThat(facts.body()).asString().isEqualTo("beginning");
    }

    @Test
    void ofACutBodyOnlyTheBeginningIsKept() throws IOException {
        HopguardException failure = failed(Mode.BLOCKING, connection -> {
            connection.request();
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n" + "x".repeat(50_000));
        });
        assertThat(failure.details().response().body()).hasSize(ResponseSnapshot.MAX_BODY_BYTES);
        assertThat(only().body()).hasSize(Facts.MAX_BODY_BYTES);
    }

    @ParameterizedTest
    @EnumSource
    void aBodyThatStopsIsATimeoutWithTheHeadThatCame(Mode mode) throws IOException {
        HopguardException failure = failed(mode, connection -> {
            connection.request();
            connection.send("HTTP/1.1 200 OK\r\nServer: x\r\nContent-Length: 9\r\n\r\nab");
            connection.pause(3_000);
        });
        assertThat(failure).isExactlyInstanceOf(TruncatedResponseException.class);
        assertThat(only().observed()).isEqualTo(Cause.RESPONSE_TIMEOUT);
        assertThat(only().first("Server")).isEqualTo("x");
        assertThat(only().body()).asString().isEqualTo("ab");
    }

    @ParameterizedTest
    @EnumSource
    void silenceIsNoResponse(Mode mode) throws IOException {
        HopguardException failure = failed(mode, connection -> {
            connection.request();
            connection.pause(3_000);
        });
        assertThat(failure).isExactlyInstanceOf(DeadlineExceededException.class);
        assertThat(only().ending()).isEqualTo(Facts.Ending.NO_RESPONSE);
        assertThat(only().observed()).isEqualTo(Cause.RESPONSE_TIMEOUT);
        assertThat(only().elapsedNanos()).isGreaterThan(800_000_000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 103 Early Hints\r\n\r\n"})
    void aCloseWithoutAFinalResponseIsNoResponse(String sent) throws IOException {
        failed(Mode.BLOCKING, connection -> {
            connection.request();
            connection.send(sent);
        });
        assertThat(only().ending()).isEqualTo(Facts.Ending.NO_RESPONSE);
        assertThat(only().observed()).isEqualTo(Cause.CONNECTION_CLOSED);
        assertThat(only().status()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.6\r\n\r\n",
                "\0\0\u0012\u0004\0\0\0\0\0\0\u0003",
                "\u0015\u0003\u0003\0\u0002\u0002F",
                "+OK ready\r\n"
            })
    void bytesThatAreNoHttpAreMalformedAndCanBeLookedAt(String sent) throws IOException {
        failed(Mode.BLOCKING, connection -> {
            connection.request();
            connection.send(sent);
        });
        assertThat(only().ending()).isEqualTo(Facts.Ending.MALFORMED);
        assertThat(only().observed()).isEqualTo(Cause.MALFORMED_RESPONSE);
        assertThat(only().status()).isZero();
        String begun = new String(only().body(), StandardCharsets.ISO_8859_1);
        assertThat(begun).isNotEmpty();
        assertThat(sent.strip()).startsWith(begun.strip());
        assertThat(begun.length())
                .isGreaterThanOrEqualTo(Math.min(9, sent.strip().length()));
    }

    @Test
    void ofAHeadThatIsMalformedFurtherDownTheStatusLineIsThereAndNoMore() throws IOException {
        failed(Mode.BLOCKING, connection -> {
            connection.request();
            connection.send("HTTP/1.1 200 OK\r\nSet-Cookie: s3cret\r\nBad Name: x\r\n\r\n");
        });
        assertThat(only().body()).asString().isEqualTo("HTTP/1.1 200 OK");
    }

    @Test
    void aRefusedConnectionIsWhatTheTransportSawForItself() {
        try (ResilientClient client = client()) {
            HopguardException failure = Rig.failureOf(Mode.BLOCKING, client.get("http://127.0.0.1:1/"));
            assertThat(failure.diagnosis().answeredBy()).isEqualTo(AnsweredBy.NETWORK);
            assertThat(failure.diagnosis().causes()).containsExactly(Cause.CONNECTION_REFUSED);
            assertThat(failure.attempts().get(0).diagnosis()).isSameAs(failure.diagnosis());
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void aForwardProxyThatReadsTheRequestIsNamed() throws IOException {
        try (RawServer server = new RawServer(connection -> {
                    connection.request();
                    connection.respond(503, "x");
                });
                ForwardProxy proxy = new ForwardProxy();
                ResilientClient client = client(builder -> builder.proxy(p -> p.uri(proxy.url())))) {
            client.get(server.url() + "/").send();
        }
        assertThat(only().throughForwardProxy()).isTrue();
    }

    @Test
    void aProxyThatRefusesIsLookedAtAndNeverTakenForAnybodyElse() throws IOException {
        try (ForwardProxy proxy = new ForwardProxy("Basic bm8=");
                ResilientClient client = client(builder -> builder.proxy(p -> p.uri(proxy.url())))) {
            HopguardException failure = Assertions.catchThrowableOfType(
                    HopguardException.class,
                    () -> client.get("https://target.test/").send());
            assertThat(failure).isExactlyInstanceOf(ProxyRefusedException.class);
            assertThat(failure.diagnosis().answeredBy()).isEqualTo(AnsweredBy.FORWARD_PROXY);
            assertThat(failure.diagnosis().confidence()).isEqualTo(Confidence.CERTAIN);
        }
        assertThat(only().throughForwardProxy()).isTrue();
        assertThat(only().status()).isEqualTo(407);
    }
}

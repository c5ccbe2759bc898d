package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hopguard.client.error.ConnectFailedException;
import io.hopguard.client.error.ConnectionLostException;
import io.hopguard.client.error.DnsException;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.MalformedResponseException;
import io.hopguard.client.error.ResponseTooLargeException;
import io.hopguard.client.error.TruncatedResponseException;
import io.hopguard.client.http.RequestBody;
import io.hopguard.client.http.Response;
import io.hopguard.client.wire.RawServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes over a real socket, and what becomes of it. */
class WireFaultTest {
    private static final Duration SHORT = Duration.ofMillis(1);

    private static ResilientClient client() {
        return ResilientClient.builder()
                .retry(r -> r.backoff(SHORT, SHORT))
                .circuitBreaker(b -> b.off())
                .limits(l -> l.maxBodyBytes(1_000))
                .build();
    }

    private static HopguardException failure(ResilientClient client, String method, String url) {
        HopguardException failure = catchThrowableOfType(
                HopguardException.class, () -> client.request(method, url).send());
        assertThat(client.leasedConnections())
                .as("connections leased afterwards")
                .isZero();
        return failure;
    }

    @Test
    void aKeptConnectionIsUsedAgain() throws IOException {
        try (RawServer server = new RawServer(c -> {
                    while (c.request() != null) {
                        c.respond(200, "ok");
                    }
                });
                ResilientClient client = client()) {
            for (int i = 0; i < 5; i++) {
                assertThat(client.get(server.url()).fetch(String.class)).isEqualTo("ok");
            }
            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.requests()).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @CsvSource({"GET,3", "POST,1", "PATCH,1", "PUT,3", "DELETE,3"})
    void theServerSeesExactlyTheAttemptsThatAreAllowedOn503(String method, int expected) throws IOException {
        try (RawServer server = new RawServer(c -> {
                    while (c.request() != null) {
                        c.respond(503, "busy");
                    }
                });
                ResilientClient client = client()) {
            Response response = client.request(method, server.url()).send();
            assertThat(response.status()).isEqualTo(503);
            assertThat(response.attempts()).hasSize(expected);
            assertThat(server.requests()).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({"GET,3,false", "POST,1,true"})
    void aConnectionClosedWithoutAnswerIsLostAndTheOutcomeOfAPostUnknown(String method, int requests, boolean unknown)
            throws IOException {
        try (RawServer server = new RawServer(RawServer.Connection::request);
                ResilientClient client = client()) {
            HopguardException failure = failure(client, method, server.url());
            assertThat(failure).isInstanceOf(ConnectionLostException.class);
            assertThat(failure.outcomeUnknown()).isEqualTo(unknown);
            assertThat(failure.getSuppressed()).hasSize(requests - 1);
            assertThat(server.requests()).isEqualTo(requests);
        }
    }

    @Test
    void aResetIsAConnectionLost() throws IOException {
        try (RawServer server = new RawServer(c -> {
                    c.request();
                    c.reset();
                });
                ResilientClient client = client()) {
            assertThat(failure(client, "POST", server.url())).isInstanceOf(ConnectionLostException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nX: y\r\n",
            })
    void aTruncatedBodyIsNeverAValue(String bytes) throws IOException {
        try (RawServer server = new RawServer(c -> {
                    c.request();
                    c.send(bytes);
                });
                ResilientClient client = client()) {
            assertThat(failure(client, "GET", server.url())).isInstanceOf(TruncatedResponseException.class);
            assertThat(server.requests()).isEqualTo(3);
        }
    }

    @Test
    void aResponseCutInItsHeadIsNeverASuccess() throws IOException {
        String whole = "HTTP/1.1 200 OK\r\nServer: x\r\nContent-Length: 0\r\n\r\n";
        AtomicInteger cut = new AtomicInteger();
        try (RawServer server = new RawServer(c -> {
                    c.request();
                    c.send(whole.substring(0, cut.get()));
                });
                ResilientClient client = client()) {
            for (; cut.get() < whole.length(); cut.incrementAndGet()) {
                HopguardException failure = catchThrowableOfType(
                        HopguardException.class,
                        () -> client.get(server.url()).noRetry().send());
                assertThat(failure)
                        .as("cut after %d bytes", cut.get())
                        .isInstanceOfAny(
                                cut.get() == 0 ? ConnectionLostException.class : TruncatedResponseException.class);
            }
            assertThat(client.get(server.url()).send().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nX: a\u0000b\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX: a\rb\r\n\r\n",
                "SSH-2.0-OpenSSH_9.2\r\n\r\n",
                "hello world\r\n\r\n",
                "HTTP/1.1 2x0 OK\r\n\r\n",
                "HTTP/2.0 200 OK\r\n\r\n",
                "HTTP/0.5 200 OK\r\n\r\n",
                "HTTP/01.1 200 OK\r\n\r\n",
                "HTTP/1.1 99 X\r\n\r\n",
                "HTTP/1.1 1000 X\r\n\r\n",
                "HTTP/1.1 200 OK\r\n X: a\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: +2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2 x\r\nok\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nokx\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\n\r\n",
            })
    void whatIsNotHttpIsMalformedAndNotTriedAgain(String bytes) throws IOException {
        try (RawServer server = new RawServer(c -> {
                    c.request();
                    c.send(bytes);
                });
                ResilientClient client = client()) {
            assertThat(failure(client, "GET", server.url())).isInstanceOf(MalformedResponseException.class);
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 100000\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n7d0\r\n",
                "Connection: close\r\n\r\n",
            })
    void aBodyThatIsTooLargeIsRefusedWithoutReadingItToItsEnd(String head) throws IOException {
        try (RawServer server = new RawServer(c -> {
                    c.request();
                    c.send("HTTP/1.1 200 OK\r\n" + head).drip("x".repeat(64), 0);
                });
                ResilientClient client = client()) {
            assertThat(failure(client, "GET", server.url())).isInstanceOf(ResponseTooLargeException.class);
        }
    }

    @Test
    void headersWithoutEndAreRefused() throws IOException {
        try (RawServer server = new RawServer(c -> {
                    c.request();
                    c.send("HTTP/1.1 200 OK\r\n" + "X-Many: 1\r\n".repeat(1_000) + "\r\n");
                });
                ResilientClient client = client()) {
            assertThat(failure(client, "GET", server.url())).isInstanceOf(MalformedResponseException.class);
        }
    }

    @Test
    void informationalResponsesAreSkippedButNotWithoutEnd() throws IOException {
        try (RawServer server = new RawServer(c -> {
                    c.request();
                    c.send("HTTP/1.1 103 Early Hints\r\n\r\n".repeat(c.number() == 1 ? 3 : 1_000));
                    c.respond(200, "ok");
                });
                ResilientClient client = client()) {
            assertThat(client.get(server.url()).fetch(String.class)).isEqualTo("ok");
            assertThat(failure(client, "GET", server.url())).isInstanceOf(MalformedResponseException.class);
        }
    }

    @Test
    void aRefusedConnectionIsTriedAgainForEveryMethodAndItsOutcomeIsKnown() throws IOException {
        String url;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            url = "http://127.0.0.1:" + gone.getLocalPort();
        }
        try (ResilientClient client = client()) {
            HopguardException failure = failure(client, "POST", url);
            assertThat(failure).isInstanceOf(ConnectFailedException.class);
            assertThat(failure.attempts()).hasSize(3);
            assertThat(failure.outcomeUnknown()).isFalse();
        }
    }

    @Test
    void anUnknownHostIsADnsFailure() {
        try (ResilientClient client = client()) {
            assertThat(failure(client, "GET", "http://nope.invalid/")).isInstanceOf(DnsException.class);
        }
    }

    @Test
    void aBodyThatFailsIsNotTakenForABrokenConnection() throws IOException {
        try (RawServer server = new RawServer(RawServer.Connection::request);
                ResilientClient client = client()) {
            RequestBody tooShort = RequestBody.stream(new ByteArrayInputStream(new byte[3]), 10, null);
            HopguardException failure = catchThrowableOfType(
                    HopguardException.class,
                    () -> client.put(server.url()).body(tooShort).send());
            assertThat(failure).isInstanceOf(io.hopguard.client.error.RequestBodyException.class);
            assertThat(client.leasedConnections()).isZero();
        }
    }

    @Test
    void anErrorInsideOfTheTransportLeavesTheClientUsable() throws IOException {
        try (RawServer server = new RawServer(c -> {
                    while (c.request() != null) {
                        c.respond(200, "ok");
                    }
                });
                ResilientClient client = client()) {
            RequestBody broken = RequestBody.replayableStream(
                    () -> {
                        throw new AssertionError("on purpose");
                    },
                    -1,
                    null);
            assertThat(catchThrowableOfType(
                            AssertionError.class,
                            () -> client.put(server.url()).body(broken).send()))
                    .hasMessage("on purpose");
            assertThat(client.leasedConnections()).isZero();
            assertThat(client.get(server.url()).fetch(String.class)).isEqualTo("ok");
        }
    }
}

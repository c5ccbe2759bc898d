package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hopguard.client.error.ConnectionLostException;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.RequestBodyException;
import io.hopguard.client.http.RequestBody;
import io.hopguard.client.http.Response;
import io.hopguard.client.wire.RawServer;
import io.hopguard.client.wire.SelfSigned;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Request bodies that do not arrive whole, and what the server and the caller learn of it. */
class UploadTest {
    /** More than the socket buffers of both sides hold. */
    private static final int LARGE = 32 * 1024 * 1024;

    @TempDir
    private static Path folder;

    private static SSLContext tls;

    @BeforeAll
    static void makeCertificate() throws Exception {
        tls = SelfSigned.context(folder, "ip:127.0.0.1");
    }

    private static ResilientClient client() {
        return ResilientClient.builder()
                .retry(r -> r.backoff(Duration.ofMillis(1), Duration.ofMillis(1)))
                .circuitBreaker(b -> b.off())
                .build();
    }

    private static RequestBody body(long announced) {
        return RequestBody.stream(new ByteArrayInputStream(new byte[LARGE]), announced, null);
    }

    private static RawServer answeringEarly(int status) {
        return new RawServer(c -> {
            c.head();
            c.respond(status, "no");
        });
    }

    private static void assertAnswered(int status, long announced) throws IOException {
        try (RawServer server = answeringEarly(status);
                ResilientClient client = client()) {
            Response response = client.post(server.url()).body(body(announced)).send();
            assertThat(response.status()).isEqualTo(status);
            assertThat(response.text()).isEqualTo("no");
            assertThat(server.requests()).isEqualTo(1);
            assertThat(client.leasedConnections()).isZero();
            assertThat(client.keptConnections()).isZero();
        }
    }

    @RepeatedTest(10)
    void anEarlyRefusalOfABodyWithALengthIsTheAnswer() throws IOException {
        assertAnswered(413, LARGE);
    }

    @RepeatedTest(10)
    void anEarlyRefusalOfAChunkedBodyIsTheAnswer() throws IOException {
        assertAnswered(413, -1);
    }

    @RepeatedTest(10)
    void anEarlyRefusalOverTlsIsTheAnswer() throws IOException {
        ServerSocket listener =
                tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        try (RawServer server = new RawServer(listener, c -> {
                    c.head();
                    c.respond(413, "no");
                });
                ResilientClient client =
                        ResilientClient.builder().sslContext(tls).build()) {
            Response response =
                    client.post(server.url("https")).body(body(LARGE)).send();
            assertThat(response.status()).isEqualTo(413);
            assertThat(response.text()).isEqualTo("no");
            assertThat(server.requests()).isEqualTo(1);
            assertThat(client.keptConnections()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"401,-1", "503,-1", "401," + LARGE, "503," + LARGE})
    void everyEarlyErrorIsTheAnswer(int status, long announced) throws IOException {
        assertAnswered(status, announced);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 413 Too La",
                "HTTP/1.1 100 Continue\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
                "garbage\r\n\r\n",
            })
    void aServerThatClosesDuringTheUploadWithoutAnErrorIsALostConnection(String bytes) throws IOException {
        try (RawServer server = new RawServer(c -> {
                    c.head();
                    c.send(bytes);
                });
                ResilientClient client = client()) {
            HopguardException failure = catchThrowableOfType(
                    HopguardException.class,
                    () -> client.post(server.url()).body(body(LARGE)).send());
            assertThat(failure).isInstanceOf(ConnectionLostException.class);
            assertThat(failure.outcomeUnknown()).isTrue();
            assertThat(server.requests()).isEqualTo(1);
            assertThat(client.leasedConnections()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 400_000})
    void aBodyThatFailsHalfwayNeverLooksWholeToTheServer(long announced) throws Exception {
        CompletableFuture<String> seen = new CompletableFuture<>();
        try (RawServer server = new RawServer(c -> {
                    c.head();
                    seen.complete(c.rest());
                });
                ResilientClient client = client()) {
            RequestBody broken = RequestBody.stream(
                    new SequenceInputStream(new ByteArrayInputStream(new byte[200_000]), failing()), announced, null);
            assertThat(catchThrowableOfType(
                            HopguardException.class,
                            () -> client.post(server.url()).body(broken).send()))
                    .isInstanceOf(RequestBodyException.class);
            assertThat(seen.get(5, TimeUnit.SECONDS))
                    .doesNotContain("\r\n0\r\n")
                    .hasSizeLessThan(400_000);
        }
    }

    private static InputStream failing() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("on purpose");
            }
        };
    }
}

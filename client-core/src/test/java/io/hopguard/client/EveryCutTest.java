package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hopguard.client.error.ConnectionLostException;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.TruncatedResponseException;
import io.hopguard.client.http.Response;
import io.hopguard.client.wire.RawServer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A response that ends before its end, wherever that is, is never a success. */
class EveryCutTest {
    private static ResilientClient client() {
        return ResilientClient.builder()
                .timeouts(t -> t.total(Duration.ofSeconds(30)))
                .circuitBreaker(b -> b.off())
                .build();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,200,hello,'HTTP/1.1 200 OK~Server: x~Content-Length: 5~~hello'",
        "GET,200,hello world,'HTTP/1.1 200 OK~Transfer-Encoding: chunked~~5;a=b~hello~6;c=\"d\"~ world~0;e~X: y~Z: w~~'",
        "GET,204,'','HTTP/1.1 204 No Content~Server: x~~'",
        "GET,200,'','HTTP/1.1 103 Early Hints~Link: </a>~~HTTP/1.1 200 OK~Content-Length: 0~~'",
        "HEAD,200,'','HTTP/1.1 200 OK~Content-Length: 5~~'",
        "HEAD,200,'','HTTP/1.1 200 OK~Transfer-Encoding: chunked~~'",
    })
    void aResponseThatIsCutIsNeverASuccess(String method, int status, String body, String bytes) throws IOException {
        String whole = bytes.replace("~", "\r\n");
        assertEveryCutFails(method, whole, whole.length());
        assertWhole(method, whole, status, body);
    }

    /**
     * Only the head: without TLS nothing tells the end of a close-delimited body from a cut in it, and a body that is cut
     * there is handed out as it came.
     */
    @ParameterizedTest
    @CsvSource({"'HTTP/1.1 200 OK~Server: x~~hello'", "'HTTP/1.0 200 OK~Connection: close~~hello'"})
    void aCloseDelimitedResponseThatIsCutInItsHeadIsNeverASuccess(String bytes) throws IOException {
        String whole = bytes.replace("~", "\r\n");
        assertEveryCutFails("GET", whole, whole.indexOf("\r\n\r\n") + 4);
        assertWhole("GET", whole, 200, "hello");
    }

    static void assertEveryCutFails(String method, String whole, int end) throws IOException {
        AtomicInteger cut = new AtomicInteger();
        try (RawServer server = new RawServer(c -> {
                    c.request();
                    c.send(whole.substring(0, cut.get()));
                });
                ResilientClient client = client()) {
            for (; cut.get() < end; cut.incrementAndGet()) {
                HopguardException failure = catchThrowableOfType(
                        HopguardException.class,
                        () -> client.request(method, server.url()).noRetry().send());
                assertThat(failure)
                        .as("cut after %d bytes: %s", cut.get(), whole.substring(0, cut.get()))
                        .isInstanceOfAny(TruncatedResponseException.class, ConnectionLostException.class);
                assertThat(client.keptConnections() + client.leasedConnections())
                        .isZero();
            }
            assertThat(server.requests()).isEqualTo(end);
        }
    }

    static void assertWhole(String method, String whole, int status, String body) throws IOException {
        try (RawServer server = new RawServer(c -> {
                    c.request();
                    c.send(whole);
                });
                ResilientClient client = client()) {
            Response response = client.request(method, server.url()).send();
            assertThat(response.status()).isEqualTo(status);
            assertThat(response.text()).isEqualTo(body);
        }
    }
}

package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hopguard.client.error.ConnectionLostException;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.MalformedResponseException;
import io.hopguard.client.error.TruncatedResponseException;
import io.hopguard.client.http.Response;
import io.hopguard.client.wire.RawServer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * What a server sends, byte by byte, and what must become of it.
 *
 * @param method the request's
 * @param bytes the response
 * @param closed whether the server closes behind it
 * @param status the expected status; 0 when the response must be refused
 * @param body the expected body
 */
record FramedAnswer(String method, String bytes, boolean closed, int status, String body) {
    private static final String NEXT = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnext";

    static FramedAnswer refused(String bytes) {
        return new FramedAnswer("GET", bytes, true, 0, "");
    }

    static FramedAnswer answered(String bytes, int status, String body) {
        return new FramedAnswer("GET", bytes, true, status, body);
    }

    /** The server would go on with the connection, but the client must not. */
    static FramedAnswer last(String bytes, int status, String body) {
        return new FramedAnswer("GET", bytes, false, status, body);
    }

    FramedAnswer to(String otherMethod) {
        return new FramedAnswer(otherMethod, bytes, closed, status, body);
    }

    private static ResilientClient client() {
        return ResilientClient.builder()
                .connections(c -> c.validateAfterIdle(Duration.ofMillis(1)))
                .circuitBreaker(b -> b.off())
                .build();
    }

    /** The first connection brings these bytes, every other and every later request an honest answer. */
    private RawServer server() {
        return new RawServer(c -> {
            String answer = c.number() == 1 ? bytes : NEXT;
            while (c.request() != null) {
                c.send(answer);
                answer = NEXT;
                if (c.number() == 1 && closed) {
                    return;
                }
            }
        });
    }

    void check() throws IOException {
        check(0);
    }

    /** A second call, made after the pause, must be answered on a connection of its own. */
    void check(long pauseMillis) throws IOException {
        try (RawServer server = server();
                ResilientClient client = client()) {
            if (status == 0) {
                assertRefused(client, server);
            } else {
                Response response =
                        client.request(method, server.url()).noRetry().send();
                assertThat(response.status()).isEqualTo(status);
                assertThat(response.text()).isEqualTo(body);
            }
            long start = System.nanoTime();
            while (System.nanoTime() - start < pauseMillis * 1_000_000) {
                LockSupport.parkNanos(1_000_000);
            }
            assertThat(client.get(server.url()).send().text()).isEqualTo("next");
            assertThat(server.connections()).isEqualTo(2);
            assertThat(server.requests()).isEqualTo(2);
        }
    }

    private void assertRefused(ResilientClient client, RawServer server) {
        HopguardException failure = catchThrowableOfType(
                HopguardException.class,
                () -> client.request(method, server.url()).noRetry().send());
        assertThat(failure)
                .isInstanceOfAny(
                        MalformedResponseException.class,
                        TruncatedResponseException.class,
                        ConnectionLostException.class);
        assertThat(client.keptConnections() + client.leasedConnections()).isZero();
    }
}

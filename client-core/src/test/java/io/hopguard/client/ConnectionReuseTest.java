package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.http.Response;
import io.hopguard.client.wire.RawServer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be on a kept connection, and what must never come of it. */
class ConnectionReuseTest {
    private static final String FORGED = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nFORGED";

    private static ResilientClient client() {
        return ResilientClient.builder()
                .connections(c -> c.keepAlive(Duration.ofMillis(1_500)))
                .build();
    }

    /** On each connection first the given bytes, on every later request an honest answer. */
    private static RawServer server(String first) {
        return new RawServer(c -> {
            String bytes = first;
            while (c.request() != null) {
                c.send(bytes);
                bytes = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhonest";
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok" + FORGED,
                "HTTP/1.1 204 No Content\r\n\r\n" + FORGED,
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n" + FORGED,
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 408 Request Timeout\r\n\r\n",
            })
    void bytesThatNobodyAskedForNeverReachTheNextCall(String bytes) throws IOException {
        try (RawServer server = server(bytes);
                ResilientClient client = client()) {
            Response first = client.get(server.url()).send();
            Response next = client.post(server.url()).send();
            assertThat(next.status()).isEqualTo(first.status());
            assertThat(next.text()).isEqualTo(first.text()).doesNotContain("FORGED");
            assertThat(server.connections()).isEqualTo(2);
            assertThat(server.requests()).isEqualTo(2);
        }
    }

    @Test
    void anUnasked408OnAnIdleConnectionIsNotTheAnswerToAPost() throws Exception {
        CountDownLatch said = new CountDownLatch(1);
        try (RawServer server = new RawServer(c -> {
                    c.request();
                    c.respond(200, "ok");
                    if (c.number() == 1) {
                        c.send("HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n");
                        said.countDown();
                    }
                    c.request();
                });
                ResilientClient client = client()) {
            client.get(server.url()).send();
            assertThat(said.await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(client.post(server.url()).send().status()).isEqualTo(200);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n2\r\nok\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nKeep-Alive: timeout=0\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.1 205 Reset Content\r\nContent-Length: 2\r\n\r\nok",
            })
    void aConnectionInDoubtIsNotUsedAgain(String bytes) throws IOException {
        try (RawServer server = server(bytes);
                ResilientClient client = client()) {
            assertThat(client.get(server.url()).send().isSuccess()).isTrue();
            assertThat(client.get(server.url()).send().text()).isNotEqualTo("honest");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void idleConnectionsAreClosedWhenTheirTimeIsOver() throws IOException {
        try (RawServer server = server("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                ResilientClient client = client()) {
            client.get(server.url()).send();
            assertThat(client.keptConnections()).isEqualTo(1);
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (client.keptConnections() > 0 && System.nanoTime() - deadline < 0) {
                LockSupport.parkNanos(20_000_000);
            }
            assertThat(client.keptConnections()).isZero();
        }
    }
}

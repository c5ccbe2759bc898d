package io.hopguard.client.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hopguard.client.ResilientClient;
import io.hopguard.client.error.DeadlineExceededException;
import io.hopguard.client.error.ResponseTooLargeException;
import io.hopguard.client.http.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Redirects over real sockets: what arrives where. */
class RedirectWireTest {
    private static final String SECRET = "s3cret-marker";

    private final List<String> received = new CopyOnWriteArrayList<>();

    private RawServer destination() {
        return new RawServer(c -> {
            for (String request = c.request(); request != null; request = c.request()) {
                received.add(request);
                c.respond(200, "there");
            }
        });
    }

    private static RawServer redirecting(int status, String location) {
        return new RawServer(c -> {
            while (c.request() != null) {
                c.send("HTTP/1.1 " + status + " X\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n");
            }
        });
    }

    static Stream<Arguments> secrets() {
        return Stream.of("Authorization", "Cookie", "Proxy-Authorization", "X-Api-Key", "X-Tenant")
                .flatMap(header -> Stream.of(301, 302, 303, 307, 308).map(status -> Arguments.of(header, status)));
    }

    private static ResilientClient client(boolean crossOrigin) {
        return ResilientClient.builder()
                .redirects(r -> r.crossOrigin(crossOrigin).secretHeaders(Set.of("x-tenant")))
                .build();
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void noSecretReachesAnotherOrigin(String header, int status) throws IOException {
        try (RawServer there = destination();
                RawServer here = redirecting(status, there.url() + "/landed");
                ResilientClient client = client(true)) {
            Response response = client.get(here.url())
                    .header(header, SECRET)
                    .header("X-Kept", "yes")
                    .send();
            assertThat(response.text()).isEqualTo("there");
            assertThat(received).hasSize(1);
            assertThat(received.get(0))
                    .startsWith("GET /landed HTTP/1.1\r\n")
                    .contains("X-Kept: yes", "Host: " + there.url().substring(7))
                    .doesNotContain(SECRET)
                    .doesNotContainIgnoringCase(header);
        }
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void byDefaultNothingReachesAnotherOrigin(String header, int status) throws IOException {
        try (RawServer there = destination();
                RawServer here = redirecting(status, there.url());
                ResilientClient client = client(false)) {
            assertThat(client.get(here.url()).header(header, SECRET).send().status())
                    .isEqualTo(status);
            assertThat(here.requests()).isOne();
            assertThat(there.connections()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void aPostWithItsBodyGoesNowhereElse(String header, int status) throws IOException {
        try (RawServer there = destination();
                RawServer here = redirecting(status, there.url());
                ResilientClient client = client(true)) {
            Response response =
                    client.post(here.url()).header(header, SECRET).text(SECRET).send();
            assertThat(response.status()).isEqualTo(status);
            assertThat(there.connections()).isZero();
        }
    }

    @Test
    void bytesBeyondAsciiArriveEncoded() throws IOException {
        try (RawServer server = new RawServer(c -> {
                    c.request();
                    c.send("HTTP/1.1 302 X\r\nLocation: /caf\u00c3\u00a9 1\r\nContent-Length: 0\r\n\r\n");
                    received.add(c.request());
                    c.respond(200, "");
                });
                ResilientClient client = client(false)) {
            assertThat(client.get(server.url()).send().status()).isEqualTo(200);
            assertThat(received.get(0)).startsWith("GET /caf%C3%A9%201 HTTP/1.1\r\n");
        }
    }

    @Test
    void oneDeadlineIsOverAllRedirects() throws IOException {
        try (RawServer server = new RawServer(c -> {
                    while (c.request() != null) {
                        c.pause(100);
                        c.send("HTTP/1.1 302 X\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n");
                    }
                });
                ResilientClient client = client(false)) {
            assertThatThrownBy(() -> client.get(server.url())
                            .timeout(Duration.ofMillis(250))
                            .send())
                    .isInstanceOfSatisfying(DeadlineExceededException.class, e -> {
                        assertThat(e.attempts()).hasSize(3);
                        assertThat(e.elapsed()).isBetween(Duration.ofMillis(250), Duration.ofMillis(400));
                    });
            assertThat(server.requests()).isEqualTo(3);
        }
    }

    @Test
    void theLimitOfTheBodyHoldsForRedirectsToo() throws IOException {
        try (RawServer server = new RawServer(c -> {
                    c.request();
                    c.send("HTTP/1.1 302 X\r\nLocation: /new\r\nContent-Length: 2000\r\n\r\n" + "x".repeat(2000));
                    c.request();
                });
                ResilientClient client = ResilientClient.builder()
                        .limits(l -> l.maxBodyBytes(1000))
                        .build()) {
            assertThatThrownBy(() -> client.get(server.url()).send()).isInstanceOf(ResponseTooLargeException.class);
            assertThat(server.requests()).isOne();
        }
    }
}

package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.error.HopguardException;
import io.hopguard.client.extend.Auth;
import io.hopguard.client.http.RequestBody;
import io.hopguard.client.wire.RawServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/**
 * Secrets where only the log could say them: in what exceptions of others say, in places that a user has declared, and in an
 * outage, whose lines and summaries quote each other.
 */
class LogSecretsTest {
    private static final Pattern MARKER = Pattern.compile("s3cret[0-9]{2}");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Tracing tracing = new Tracing();
    private final Set<String> planted = new TreeSet<>();

    private String secret(int number) {
        String marker = String.format("s3cret%02d", number);
        planted.add(marker);
        return marker;
    }

    private ResilientClientBuilder builder() {
        return ResilientClient.builder()
                .name("orders")
                .meterRegistry(registry)
                .observationRegistry(tracing.registry)
                .header("X-Internal", secret(1))
                .redaction(r -> r.header("X-Internal").pattern("/token/([^/?; ]+)"))
                .logs(l -> l.linesPerWindow(3))
                .circuitBreaker(b -> b.minimumNumberOfCalls(10).slidingWindowSize(10))
                .retry(r -> r.backoff(Duration.ofMillis(1), Duration.ofMillis(1)));
    }

    private static void failing(Runnable call) {
        try {
            call.run();
            throw new AssertionError("should have failed");
        } catch (HopguardException e) {
            assertThat(e.requestId()).isNotNull();
            assertThat(e.getMessage()
                            + e.details()
                            + e.attempts()
                            + e.diagnosis()
                            + e.diagnosis().evidence())
                    .doesNotContainPattern(MARKER);
        }
    }

    private void outage(String url, EverythingSaid everything) {
        try (ResilientClient client = builder().build()) {
            for (int i = 0; i < 30; i++) {
                failing(() -> client.get(url + "/token/" + secret(2) + "/x")
                        .header("Authorization", "Bearer " + secret(3))
                        .header("Cookie", secret(4))
                        .query("key", secret(5))
                        .fetch(String.class));
                failing(() -> client.request("POST", URI.create(url + "/token/" + secret(6) + "?a=" + secret(7)))
                        .json(List.of(secret(8)))
                        .fetch(String.class));
            }
            everything.say(registry);
        }
    }

    private void extensionsThatTellTooMuch(String url) {
        Auth auth = Auth.bearer(() -> {
            throw new IllegalStateException("refresh token " + secret(10), new ConnectException("as " + secret(11)));
        });
        try (ResilientClient client = builder().baseUri(url).auth(auth).build()) {
            failing(() -> client.get("/x").send());
        }
        ResilientClientBuilder intercepted = builder().callInterceptor((request, chain) -> {
            throw new IllegalArgumentException("bad " + secret(12), new IOException(secret(13)));
        });
        try (ResilientClient client = intercepted.build()) {
            failing(() -> client.get(url + "/x").send());
        }
        try (ResilientClient client =
                builder().circuitBreaker(b -> b.minimumNumberOfCalls(1)).build()) {
            failing(() -> client.post(url + "/x")
                    .body(RequestBody.replayableStream(
                            () -> {
                                throw new UncheckedIOException(
                                        new IOException("no " + secret(15), new ConnectException("as " + secret(16))));
                            },
                            3,
                            null))
                    .send());
        }
        intercepted = builder().attemptInterceptor((request, chain) -> {
            throw new SecurityException(secret(14));
        });
        try (ResilientClient client = intercepted.build()) {
            failing(() -> client.get(url + "/x")
                    .sendAsync()
                    .exceptionally(e -> {
                        throw (HopguardException) e;
                    })
                    .join());
        } catch (java.util.concurrent.CompletionException e) {
            assertThat(e.getCause()).isInstanceOf(HopguardException.class);
        }
    }

    private void answer(RawServer.Connection c) throws IOException {
        for (String head = c.request(); head != null; head = c.request()) {
            c.send("HTTP/1.1 502 " + secret(20) + "\r\nServer: nginx\r\nX-Internal: " + secret(21)
                    + "\r\nSet-Cookie: a=" + secret(22) + "\r\nX-Request-Id: " + secret(23)
                    + "\r\nProxy-Status: gw; error=connection_refused; details=\"/token/" + secret(24)
                    + "\"\r\nContent-Type: text/html\r\nContent-Length: 8\r\n\r\n" + secret(25));
        }
    }

    @Test
    void theLogSaysNoneOfThem() throws IOException {
        EverythingSaid everything = new EverythingSaid();
        MDC.put("request_id", "s3cret 99 is no id and is replaced");
        try (everything;
                tracing;
                RawServer server = new RawServer(this::answer)) {
            outage(server.url(), everything);
            extensionsThatTellTooMuch(server.url());
            everything.say(tracing);
        } finally {
            MDC.clear();
        }
        assertThat(planted).hasSizeGreaterThanOrEqualTo(19);
        assertThat(everything.said())
                .anyMatch(text -> text.startsWith("io.hopguard.client.calls") && text.contains(" of which "))
                .anyMatch(text -> text.startsWith("io.hopguard.client.state"))
                .anyMatch(text -> text.startsWith("org.apache.hc"))
                .anyMatch(text -> text.startsWith("MeterId") && text.contains("hopguard.client.breaker.state"))
                .anyMatch(text ->
                        text.startsWith("exception ") && text.contains("Caused by: java.lang.IllegalStateException"))
                .anyMatch(text -> text.contains("\"cause\":\"IllegalStateException < ConnectException\""));
        assertThat(everything.said().stream()
                        .filter(text -> MARKER.matcher(text).find())
                        .map(text -> text.substring(0, Math.min(text.length(), 1_000)))
                        .distinct()
                        .limit(5))
                .isEmpty();
    }
}

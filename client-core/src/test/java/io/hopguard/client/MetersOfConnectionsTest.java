package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hopguard.client.error.TruncatedResponseException;
import io.hopguard.client.extend.CallListener;
import io.hopguard.client.wire.ForwardProxy;
import io.hopguard.client.wire.RawServer;
import io.hopguard.client.wire.SelfSigned;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Meters of what only real sockets have: the pool, connections, streams. */
class MetersOfConnectionsTest {
    private final MeterRegistry registry = new SimpleMeterRegistry();

    private ResilientClientBuilder client() {
        return ResilientClient.builder()
                .meterRegistry(registry)
                .circuitBreaker(b -> b.off())
                .retry(r -> r.off());
    }

    private double gauge(String name, String state) {
        return registry.get("hopguard.client." + name)
                .tag("state", state)
                .gauge()
                .value();
    }

    private double connections(String event) {
        return registry.get("hopguard.client.connections")
                .tag("event", event)
                .functionCounter()
                .count();
    }

    private Timer timer(String name, String tag, String value) {
        return registry.get("hopguard.client." + name).tag(tag, value).timer();
    }

    private long connects(String phase) {
        return timer("connect", "phase", phase).count();
    }

    private static void await(BooleanSupplier condition) {
        for (int i = 0; i < 2_000 && !condition.getAsBoolean(); i++) {
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private static RawServer answering() {
        return new RawServer(c -> {
            while (c.request() != null) {
                c.respond(200, "hello");
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void aConnectionIsMadeOnceAndUsedAgain(Mode mode) throws Exception {
        try (RawServer server = answering();
                ResilientClient client = client().build()) {
            for (int i = 0; i < 3; i++) {
                mode.send(client.get(server.url() + "/"));
            }
            assertThat(connections("created")).isOne();
            assertThat(connections("reused")).isEqualTo(2);
            assertThat(connections("evicted")).isZero();
            assertThat(connects("dns")).isOne();
            assertThat(connects("connect")).isOne();
            assertThat(connects("tls")).isZero();
            assertThat(connects("proxy")).isZero();
            assertThat(gauge("pool.connections", "leased")).isZero();
            assertThat(gauge("pool.connections", "available")).isOne();
            assertThat(gauge("pool.connections", "max")).isEqualTo(256);
            assertThat(registry.get("hopguard.client.response.size").summary().totalAmount())
                    .isEqualTo(15);
            assertThat(timer("budget.left", "at", "send").count()).isEqualTo(3);
        }
    }

    @Test
    void oneThatIsTooOldIsEvicted() throws Exception {
        try (RawServer server = answering();
                ResilientClient client = client().connections(c -> c.keepAlive(Duration.ofMillis(10)))
                        .build()) {
            client.get(server.url() + "/").send();
            await(() -> connections("evicted") == 1);
            assertThat(gauge("pool.connections", "available")).isZero();
            client.get(server.url() + "/").send();
            assertThat(connections("created")).isEqualTo(2);
            assertThat(connections("reused")).isZero();
        }
    }

    @Test
    void whoWaitsForAConnectionIsPendingAndTheWaitIsTimed() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (RawServer server = new RawServer(c -> {
                    for (String request = c.request(); request != null; request = c.request()) {
                        asked.countDown();
                        assertThat(go.await(10, TimeUnit.SECONDS)).isTrue();
                        c.respond(200, "late");
                    }
                });
                ResilientClient client = client().bulkhead(b -> b.off())
                        .timeouts(t -> t.lease(Duration.ofSeconds(10)).attempt(Duration.ofSeconds(10)))
                        .connections(c -> c.maxPerTarget(1))
                        .executor(task -> new Thread(task).start())
                        .build()) {
            CompletableFuture<?> first = client.get(server.url() + "/").sendAsync();
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<?> second = client.get(server.url() + "/").sendAsync();
            await(() -> gauge("pool.connections", "pending") == 1);
            assertThat(gauge("pool.connections", "leased")).isOne();
            go.countDown();
            CompletableFuture.allOf(first, second).get(10, TimeUnit.SECONDS);
            assertThat(gauge("pool.connections", "pending")).isZero();
            assertThat(timer("wait", "kind", "lease").count()).isPositive();
        }
    }

    @Test
    void tlsAndTheTunnelOfAProxyAreTimed(@TempDir Path folder) throws Exception {
        SSLContext tls = SelfSigned.context(folder, "dns:api.test");
        try (RawServer server = new RawServer(
                        tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()), c -> {
                            while (c.request() != null) {
                                c.respond(200, "ok");
                            }
                        });
                ForwardProxy proxy = new ForwardProxy();
                ResilientClient client =
                        client().sslContext(tls).proxy(p -> p.uri(proxy.url())).build()) {
            String port = server.url().substring(server.url().lastIndexOf(':'));
            client.get("https://api.test" + port + "/").send();
            client.get("https://api.test" + port + "/").send();
            for (String phase : new String[] {"dns", "connect", "proxy", "tls"}) {
                assertThat(connects(phase)).as(phase).isOne();
            }
            assertThat(connections("created")).isOne();
            assertThat(connections("reused")).isOne();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStreamIsTimedToItsEndWithWhatWasReadOfIt(Mode mode) throws Exception {
        try (RawServer server = answering();
                ResilientClient client = client().build()) {
            try (StreamedResponse whole = mode.stream(client.get(server.url() + "/"))) {
                assertThat(registry.get("hopguard.client.response.size")
                                .summary()
                                .count())
                        .as("not yet")
                        .isZero();
                assertThat(gauge("bulkhead.calls", "running")).isOne();
                whole.body().readAllBytes();
            }
            try (StreamedResponse part = mode.stream(client.get(server.url() + "/"))) {
                assertThat(part.body().readNBytes(2)).hasSize(2);
            }
        }
        assertThat(registry.find("hopguard.client.streams").timers())
                .as("closed with the client")
                .isEmpty();
    }

    @Test
    void endsOfStreamsAreToldApart() throws Exception {
        try (RawServer server = new RawServer(c -> {
                    for (String request = c.request(); request != null; request = c.request()) {
                        if (request.startsWith("GET /cut")) {
                            c.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhel");
                            return;
                        }
                        c.respond(200, "hello");
                    }
                });
                ResilientClient client = client().build()) {
            try (StreamedResponse whole = client.get(server.url() + "/").stream()) {
                whole.body().readAllBytes();
            }
            try (StreamedResponse part = client.get(server.url() + "/").stream()) {
                part.body().readNBytes(2);
            }
            try (StreamedResponse cut = client.get(server.url() + "/cut").stream()) {
                catchThrowableOfType(
                        TruncatedResponseException.class, () -> cut.body().readAllBytes());
            }
            assertThat(timer("streams", "outcome", "complete").count()).isOne();
            assertThat(timer("streams", "outcome", "closed").count()).isOne();
            assertThat(timer("streams", "outcome", "truncated_response").count())
                    .isOne();
            assertThat(registry.get("hopguard.client.response.size").summary().count())
                    .isEqualTo(3);
            assertThat(registry.get("hopguard.client.response.size").summary().totalAmount())
                    .isEqualTo(5 + 2 + 3);
            assertThat(registry.get("hopguard.client.leaks").counter().count()).isZero();
        }
    }

    @Test
    void aForgottenStreamIsALeak() throws Exception {
        try (RawServer server = answering();
                ResilientClient client = client().build()) {
            StreamedResponse forgotten = client.get(server.url() + "/").stream(Duration.ofMillis(30));
            await(() -> registry.get("hopguard.client.leaks").counter().count() == 1);
            assertThat(gauge("pool.connections", "leased")).isZero();
            assertThat(forgotten.status()).isEqualTo(200);
            assertThat(registry.find("hopguard.client.streams").timers()).isEmpty();
        }
    }

    @Test
    void everyMethodOfEveryKindOfRouteIsAtMostAHundredMetersWithAllThatAClientHas() throws Exception {
        List<String> methods =
                List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY", "ODD", "ODDER");
        try (RawServer server = new RawServer(c -> {
                    for (String head = c.request(); head != null; head = c.request()) {
                        c.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                    }
                });
                ResilientClient client = client().circuitBreaker(b -> b.enabled(true))
                        .listener(new CallListener() {})
                        .build()) {
            for (int i = 0; i < 50 * methods.size(); i++) {
                String method = methods.get(i % methods.size());
                client.request(method, server.url() + "/orders/" + (10 + i)).send();
                client.request(
                                method,
                                server.url() + "/" + "abcdefghij".charAt(i / 11 % 10) + "/" + (char) ('a' + i / 110))
                        .send();
                client.request(method, URI.create(server.url() + "/orders/" + i))
                        .send();
            }
            assertThat(registry.getMeters()).hasSizeLessThanOrEqualTo(100);
        }
    }
}

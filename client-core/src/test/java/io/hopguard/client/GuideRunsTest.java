package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.hopguard.client.error.ConnectFailedException;
import io.hopguard.client.error.GatewayTimeoutException;
import io.hopguard.client.http.Headers;
import io.hopguard.client.http.Response;
import io.hopguard.client.http.Target;
import io.hopguard.client.internal.kernel.Stage;
import io.hopguard.client.internal.kernel.Time;
import io.hopguard.client.wire.Certificates;
import io.hopguard.docs.GuideCalls;
import io.hopguard.docs.GuideSettings;
import io.hopguard.docs.Markdown;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs what docs/guide.md shows. */
class GuideRunsTest {
    private static final String ORDER = "{\"id\":42,\"status\":\"open\",\"new\":true}";

    @Test
    void theCallsOfTheGuideWork(@TempDir Path folder) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", GuideRunsTest::answer);
        server.start();
        Path file = Files.writeString(folder.resolve("file"), "content");
        try (ResilientClient client = ResilientClient.builder()
                .baseUri("http://localhost:" + server.getAddress().getPort())
                .build()) {
            assertThat(GuideCalls.firstCall(client)).hasToString("Order[id=42, status=open]");
            assertThat(GuideCalls.requests(client)).hasSize(3);
            assertThat(GuideCalls.bodies(client, file, new ByteArrayInputStream(new byte[3])))
                    .allMatch(Response::isSuccess);
            assertThat(GuideCalls.responses(client).get(1)).hasToString("[Order[id=42, status=open]]");
            Path report = folder.resolve("report");
            GuideCalls.stream(client, report);
            assertThat(report).hasContent(ORDER);
            GuideCalls.errors(client);
            GuideCalls.diagnosis(client);
            ExecutorService executor = Executors.newSingleThreadExecutor();
            GuideCalls.scope(client, "5000", executor);
            executor.shutdown();
            assertThat(GuideCalls.callTimeout(client).isSuccess()).isTrue();
            assertThat(GuideCalls.repeatable(client)).allMatch(Response::isSuccess);
            assertThat(GuideCalls.async(client).get(10, TimeUnit.SECONDS)).isEqualTo("open");
            assertThat(GuideCalls.close(client)).isTrue();
        } finally {
            server.stop(0);
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getRawPath();
            String body = path.equals("/orders") ? "[" + ORDER + "]" : ORDER;
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(path.endsWith("/404") ? 404 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Test
    void theClientsOfTheGuideCanBeBuilt(@TempDir Path folder) throws Exception {
        Path store = folder.resolve("trusted.p12");
        KeyStore empty = KeyStore.getInstance("PKCS12");
        empty.load(null, null);
        try (var out = Files.newOutputStream(store)) {
            empty.store(out, new char[0]);
        }
        Certificates.Made made = Certificates.with().make();
        Path chain = Files.writeString(folder.resolve("tls.crt"), made.pemCertificate());
        Path key = Files.writeString(folder.resolve("tls.key"), made.pemKey());
        Stream.of(
                        GuideSettings.client(),
                        GuideSettings.timeouts(),
                        GuideSettings.hops(),
                        GuideSettings.retries(),
                        GuideSettings.breaker(),
                        GuideSettings.breakerRegistry(CircuitBreakerRegistry.ofDefaults()),
                        GuideSettings.bulkhead(),
                        GuideSettings.redirects(),
                        GuideSettings.auth(GuideSettings.client(), Map.of()),
                        GuideSettings.cookies(),
                        GuideSettings.proxies("secret"),
                        GuideSettings.interceptors(() -> "token"),
                        GuideSettings.listener(new HashMap<>()),
                        GuideSettings.products(),
                        GuideSettings.tls(store, new char[0]),
                        GuideSettings.tlsFiles(chain, key, chain),
                        GuideSettings.production(new SimpleMeterRegistry()))
                .forEach(ResilientClient::close);
    }

    @Test
    void theChangeOfTheGuideHoldsFromThenOn() {
        try (ResilientClient client = GuideSettings.production(new SimpleMeterRegistry())) {
            assertThat(client.state().bulkhead().max()).isEqualTo(100);
            GuideSettings.reconfigure(client);
            assertThat(client.state().bulkhead().max()).isEqualTo(200);
        }
    }

    @Test
    void theBreakersOfTheGuideAreLookedAtAndSet() {
        try (ResilientClient client = GuideSettings.breaker()) {
            assertThat(GuideSettings.state(client).targets()).isEmpty();
            GuideSettings.breakerControl(client);
            assertThat(GuideSettings.state(client).targets()).hasSize(1);
            client.breaker(Target.of("https://api.example.com")).forceOpen();
            assertThat(GuideSettings.state(client).targets().get(0).breaker().state())
                    .isEqualTo(BreakerState.FORCED_OPEN);
        }
    }

    @Test
    void theAuditOfTheGuideCountsByDiagnosis() throws IOException {
        Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", GuideRunsTest::answer);
        server.start();
        String url = "http://localhost:" + server.getAddress().getPort() + "/orders";
        ResilientClient client = GuideSettings.listener(outcomes);
        client.get(url).send();
        server.stop(0);
        assertThatThrownBy(() -> client.get(url).send()).isInstanceOf(ConnectFailedException.class);
        client.close(Duration.ofSeconds(10));
        assertThat(outcomes.keySet()).containsExactlyInAnyOrder("ok", "NETWORK [CONNECTION_REFUSED]");
    }

    @Test
    void theStoryLineOfTheGuideIsWhatTheClientSays() {
        Clock clock = new Clock();
        Stage gateway = clock.answering(new int[] {502, 504}, Duration.ofMillis(12), Duration.ofMillis(3400));
        try (ResilientClient client = ResilientClient.builder()
                .baseUri("http://localhost")
                .timeouts(t -> t.total(Duration.ofSeconds(5)))
                .retry(r -> r.maxAttempts(2))
                .internals(clock, () -> 0.62, gateway)
                .build()) {
            GatewayTimeoutException failure = catchThrowableOfType(
                    GatewayTimeoutException.class,
                    () -> client.get("/orders/{id}", 42).fetch(String.class));
            assertThat(Markdown.of("docs/guide.md").text()).contains("\n    " + failure.getMessage() + "\n");
        }
    }

    /** A clock that moves when somebody waits or answers. */
    private static final class Clock implements Time {
        private long now;

        Stage answering(int[] statuses, Duration... delays) {
            Deque<Integer> left = new ArrayDeque<>();
            for (int status : statuses) {
                left.add(status);
            }
            Deque<Duration> times = new ArrayDeque<>(List.of(delays));
            return exchange -> {
                now += times.remove().toNanos();
                int status = left.remove();
                String page = LogCapture.NGINX.replace(
                        "502 Bad Gateway", status == 502 ? "502 Bad Gateway" : "504 Gateway Time-out");
                return Response.of(status, Headers.received("Server", "nginx"), page.getBytes(StandardCharsets.UTF_8));
            };
        }

        @Override
        public long nanos() {
            return now;
        }

        @Override
        public long epochMillis() {
            return now / 1_000_000;
        }

        @Override
        public void park(long nanos) {
            now += nanos;
        }
    }
}

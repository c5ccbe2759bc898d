package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hopguard.client.budget.DeadlineScope;
import io.hopguard.client.error.BulkheadFullException;
import io.hopguard.client.error.CallCancelledException;
import io.hopguard.client.error.DeadlineExceededException;
import io.hopguard.client.error.FailureDetails;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.NotFoundException;
import io.hopguard.client.error.Phase;
import io.hopguard.client.error.PoolExhaustedException;
import io.hopguard.client.error.ResponseTooLargeException;
import io.hopguard.client.error.TruncatedResponseException;
import io.hopguard.client.http.Headers;
import io.hopguard.client.http.Response;
import io.hopguard.client.policy.InvalidConfigurationException;
import io.hopguard.client.wire.RawServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are read as they come: whole or failing, bounded in time and size, and never holding a connection for ever. */
class StreamedResponseTest {
    private static final Duration ROOM = Duration.ofMillis(250);

    private static ResilientClient client() {
        return client(b -> {});
    }

    private static ResilientClient client(Consumer<ResilientClientBuilder> change) {
        ResilientClientBuilder builder = ResilientClient.builder()
                .bulkhead(b -> b.maxConcurrentCalls(1).maxWait(Duration.ofMillis(100)))
                .connections(c -> c.maxPerTarget(1))
                .circuitBreaker(b -> b.off())
                .retry(r -> r.off());
        change.accept(builder);
        return builder.build();
    }

    private static StreamedResponse stream(Mode mode, RequestSpec spec) {
        return mode.stream(spec);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 2_000 && !condition.getAsBoolean(); i++) {
            Thread.sleep(5);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private static String text(StreamedResponse response) throws IOException {
        return new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @EnumSource
    void theBodyIsHandedOutAsItComesAndTheConnectionIsUsedAgain(Mode mode) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        try (RawServer server = new RawServer(c -> {
                    c.request();
                    c.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfirst");
                    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
                    c.send("last!");
                    c.request();
                    c.respond(200, "next");
                });
                ResilientClient client = client()) {
            try (StreamedResponse response = stream(mode, client.get(server.url()))) {
                assertThat(response.status()).isEqualTo(200);
                assertThat(response.headers().first("Content-Length")).isEqualTo("10");
                assertThat(response.attempts()).hasSize(1);
                assertThat(new String(response.body().readNBytes(5), StandardCharsets.UTF_8))
                        .isEqualTo("first");
                assertThat(client.leasedConnections()).isOne();
                begun.countDown();
                assertThat(text(response)).isEqualTo("last!");
                assertThat(client.leasedConnections())
                        .as("given back at the end, before the response is closed")
                        .isZero();
                assertThat(response.body().read()).isEqualTo(-1);
            }
            assertThat(client.get(server.url()).send().text()).isEqualTo("next");
            assertThat(server.connections()).isOne();
            assertThat(client.callsUnderWay()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStatusOtherThan2xxIsThrownAfterTheRetries(Mode mode) throws IOException {
        AtomicInteger requests = new AtomicInteger();
        try (RawServer server = new RawServer(c -> {
                    while (c.request() != null) {
                        c.respond(requests.incrementAndGet() == 1 ? 503 : 404, "gone");
                    }
                });
                ResilientClient client = client(
                        b -> b.retry(r -> r.maxAttempts(3).backoff(Duration.ofMillis(1), Duration.ofMillis(2))))) {
            NotFoundException failure =
                    catchThrowableOfType(NotFoundException.class, () -> stream(mode, client.get(server.url())));
            assertThat(failure.attempts()).hasSize(2);
            assertThat(failure.bodyText()).isEqualTo("gone");
            assertThat(client.leasedConnections()).isZero();
        }
    }

    @Test
    void anAnswerWithoutABodyIsAnEmptyStream() throws IOException {
        try (RawServer server = new RawServer(c -> {
                    while (c.request() != null) {
                        c.send("HTTP/1.1 204 No Content\r\n\r\n");
                    }
                });
                ResilientClient client = client()) {
            for (int i = 0; i < 2; i++) {
                try (StreamedResponse response = client.get(server.url()).stream()) {
                    assertThat(response.body().read()).isEqualTo(-1);
                }
            }
            assertThat(client.leasedConnections()).isZero();
            assertThat(server.connections()).isOne();
        }
    }

    @Test
    void aGzipBodyIsUndoneOnTheWay() throws IOException {
        ByteArrayOutputStream coded = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(coded)) {
            out.write("hello".repeat(10_000).getBytes(StandardCharsets.UTF_8));
        }
        try (RawServer server = new RawServer(c -> {
                    c.request();
                    c.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + coded.size() + "\r\n\r\n");
                    c.send(coded.toString(StandardCharsets.ISO_8859_1));
                });
                ResilientClient client = client();
                StreamedResponse response = client.get(server.url()).stream()) {
            assertThat(text(response)).isEqualTo("hello".repeat(10_000));
        }
    }

    @Test
    void aBodyThatIsCutFailsWhereItIsCut() throws IOException {
        try (RawServer server = new RawServer(c -> {
                    c.request();
                    c.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfirst");
                });
                ResilientClient client = client();
                StreamedResponse response = client.get(server.url()).stream()) {
            TruncatedResponseException failure =
                    catchThrowableOfType(TruncatedResponseException.class, () -> text(response));
            assertThat(failure).hasMessageContaining("GET " + server.url());
            assertThat(failure.attempts()).hasSize(1);
            assertThat(client.leasedConnections()).isZero();
            assertThatThrownBy(() -> response.body().read()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aStreamThatGoesOnForEverEndsAtItsTotal() throws Exception {
        Duration total = Duration.ofMillis(400);
        try (RawServer server = new RawServer(c -> {
                    c.request();
                    c.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                    c.drip("1\r\nx\r\n", 2);
                });
                ResilientClient client = client();
                StreamedResponse response = client.get(server.url()).stream(total)) {
            long start = System.nanoTime();
            DeadlineExceededException failure =
                    catchThrowableOfType(DeadlineExceededException.class, () -> text(response));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(total.plus(ROOM));
            assertThat(failure.phase()).isEqualTo(Phase.BODY);
            assertThat(failure).hasMessageContaining("past timeouts.streamTotal");
            assertThat(client.leasedConnections()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStreamEndsWithTheScopeAroundItsCallHoweverLateItsHeadCame(Mode mode) throws Exception {
        Duration limit = Duration.ofSeconds(1);
        try (RawServer server = new RawServer(c -> {
                    c.request();
                    c.pause(700);
                    c.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                    c.drip("1\r\nx\r\n", 10);
                });
                ResilientClient client = client();
                DeadlineScope scope = DeadlineScope.open(limit)) {
            assertThat(scope.deadline()).isNotNull();
            long start = System.nanoTime();
            try (StreamedResponse response = stream(mode, client.get(server.url()))) {
                assertThatThrownBy(() -> text(response)).isInstanceOf(DeadlineExceededException.class);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(limit, limit.plus(ROOM));
        }
    }

    @Test
    void aStreamThatAnInterceptorDidNotWantGivesItsConnectionBackBeforeTheNextAttempt() throws IOException {
        AtomicInteger attempts = new AtomicInteger();
        try (RawServer server = new RawServer(c -> {
                    while (c.request() != null) {
                        c.respond(200, "wanted");
                    }
                });
                ResilientClient client = client(b -> b.retry(
                                r -> r.maxAttempts(2).backoff(Duration.ofMillis(1), Duration.ofMillis(2)))
                        .attemptInterceptor((request, chain) -> {
                            Response response = chain.proceed(request);
                            if (attempts.incrementAndGet() == 1) {
                                throw new TruncatedResponseException(FailureDetails.of("not wanted", Phase.BODY, null));
                            }
                            return response;
                        }))) {
            try (StreamedResponse response = client.get(server.url()).stream()) {
                assertThat(text(response)).isEqualTo("wanted");
            }
            assertThat(client.leasedConnections()).isZero();
        }
    }

    @Test
    void aStreamThatAnInterceptorDidNotWantIsNotTheBodyOfItsOwnAnswer() throws IOException {
        AtomicInteger attempts = new AtomicInteger();
        try (RawServer server = new RawServer(c -> {
                    while (c.request() != null) {
                        c.respond(200, "not wanted");
                    }
                });
                ResilientClient client = client(b -> b.retry(
                                r -> r.maxAttempts(2).backoff(Duration.ofMillis(1), Duration.ofMillis(2)))
                        .attemptInterceptor((request, chain) -> {
                            if (attempts.incrementAndGet() == 1) {
                                chain.proceed(request);
                                throw new TruncatedResponseException(FailureDetails.of("not wanted", Phase.BODY, null));
                            }
                            return Response.of(200, Headers.empty(), "own".getBytes(StandardCharsets.UTF_8));
                        }))) {
            try (StreamedResponse response = client.get(server.url()).stream()) {
                assertThat(text(response)).isEqualTo("own");
            }
            assertThat(client.leasedConnections()).isZero();
        }
    }

    @Test
    void aStreamMayTakeLongerThanACall() throws Exception {
        try (RawServer server = new RawServer(c -> {
                    c.request();
                    c.send("HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n");
                    for (int i = 0; i < 40; i++) {
                        c.send("x");
                        c.pause(10);
                    }
                });
                ResilientClient client = client(b -> b.timeouts(t -> t.total(Duration.ofMillis(250))));
                StreamedResponse response = client.get(server.url()).stream()) {
            assertThat(text(response)).hasSize(40);
        }
    }

    @Test
    void aServerThatFallsSilentIsLeftAtTheIdleLimit() throws IOException {
        try (RawServer server = new RawServer(c -> {
                    c.request();
                    c.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfirst");
                    c.pause(30_000);
                });
                ResilientClient client = client(b -> b.timeouts(t -> t.streamIdle(Duration.ofMillis(200))));
                StreamedResponse response = client.get(server.url()).stream()) {
            TruncatedResponseException failure =
                    catchThrowableOfType(TruncatedResponseException.class, () -> text(response));
            assertThat(failure).hasMessageContaining("timeouts.streamIdle");
            assertThat(client.leasedConnections()).isZero();
        }
    }

    @Test
    void aStreamIsBoundedInSize() throws IOException {
        try (RawServer server = new RawServer(c -> {
                    c.request();
                    c.respond(200, "x".repeat(2_000));
                });
                ResilientClient client = client(b -> b.limits(l -> l.maxStreamBytes(1_000)));
                StreamedResponse response = client.get(server.url()).stream()) {
            assertThatThrownBy(() -> text(response))
                    .isInstanceOf(ResponseTooLargeException.class)
                    .hasMessageContaining("limits.maxStreamBytes");
            assertThat(client.leasedConnections()).isZero();
        }
    }

    @Test
    void closingCutsOffABodyThatIsNotWanted() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        try (RawServer server = new RawServer(c -> {
                    c.request();
                    c.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                    try {
                        c.drip("1\r\nx\r\n", 1);
                    } finally {
                        gone.countDown();
                    }
                });
                ResilientClient client = client()) {
            StreamedResponse response = client.get(server.url()).stream();
            assertThat(response.body().read()).isEqualTo('x');
            response.close();
            response.close();
            assertThat(client.leasedConnections()).isZero();
            assertThat(client.callsUnderWay()).isZero();
            assertThat(gone.await(5, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(() -> response.body().read())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("closed");
        }
    }

    private static RawServer stalling(CountDownLatch reached) {
        return new RawServer(c -> {
            c.request();
            c.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfirst");
            reached.countDown();
            c.pause(30_000);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Content-Encoding: gzip\r\n"})
    void closingByAnotherThreadEndsAReadAsClosedAndNotAsCut(String coding) throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        try (RawServer server = new RawServer(c -> {
                    c.request();
                    c.send("HTTP/1.1 200 OK\r\n" + coding + "Content-Length: 10\r\n\r\n");
                    reached.countDown();
                    c.pause(30_000);
                });
                ResilientClient client = client()) {
            StreamedResponse response = client.get(server.url()).stream();
            AtomicReference<Thread> reader = new AtomicReference<>();
            CompletableFuture<Throwable> failure = CompletableFuture.supplyAsync(() -> {
                reader.set(Thread.currentThread());
                return catchThrowableOfType(Throwable.class, () -> text(response));
            });
            assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
            await(() -> reader.get() != null && isReading(reader.get()));
            response.close();
            assertThat(failure.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("closed");
            assertThat(client.leasedConnections()).isZero();
        }
    }

    private static boolean isReading(Thread thread) {
        return Stream.of(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().contains("NioSocketImpl"));
    }

    @Test
    void anInterruptEndsAReadAndTheFlagIsKept() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        try (RawServer server = stalling(reached);
                ResilientClient client = client();
                StreamedResponse response = client.get(server.url()).stream()) {
            AtomicReference<HopguardException> failure = new AtomicReference<>();
            AtomicReference<Boolean> flag = new AtomicReference<>();
            Thread reader = new Thread(() -> {
                failure.set(catchThrowableOfType(HopguardException.class, () -> text(response)));
                flag.set(Thread.currentThread().isInterrupted());
            });
            reader.start();
            assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
            reader.interrupt();
            reader.join(10_000);
            assertThat(failure.get()).isInstanceOf(CallCancelledException.class);
            assertThat(flag.get()).isTrue();
            assertThat(client.leasedConnections()).isZero();
        }
    }

    @Test
    void closingTheClientEndsARead() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        try (RawServer server = stalling(reached)) {
            ResilientClient client = client();
            StreamedResponse response = client.get(server.url()).stream();
            CompletableFuture<Throwable> failure = CompletableFuture.supplyAsync(
                    () -> catchThrowableOfType(HopguardException.class, () -> text(response)));
            assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
            client.close();
            assertThat(failure.get(5, TimeUnit.SECONDS)).isInstanceOf(CallCancelledException.class);
        }
    }

    @Test
    void whoeverKeepsAConnectionFromOthersIsNamed() throws IOException {
        try (RawServer server = stalling(new CountDownLatch(1));
                ResilientClient client = client(b -> b.bulkhead(h -> h.off())
                        .timeouts(t -> t.lease(Duration.ofMillis(50)).total(Duration.ofSeconds(5))));
                StreamedResponse open = client.get(server.url() + "/report?key=secret").stream()) {
            assertThat(open.status()).isEqualTo(200);
            assertThatThrownBy(() -> client.get(server.url()).send())
                    .isInstanceOf(PoolExhaustedException.class)
                    .hasMessageContaining(
                            "open response streams hold 1, among them that of GET " + server.url() + "/report")
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void aStreamKeepsItsPlaceInTheBulkheadUntilItIsClosed() throws IOException {
        try (RawServer server = new RawServer(c -> {
                    c.request();
                    c.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfirst");
                    c.pause(30_000);
                });
                ResilientClient client = client()) {
            StreamedResponse open = client.get(server.url()).stream();
            assertThatThrownBy(() -> client.get(server.url()).stream())
                    .isInstanceOf(BulkheadFullException.class)
                    .hasMessageContaining("of which 1 have open response streams");
            open.close();
            client.get(server.url()).stream().close();
        }
    }

    @Test
    void aStreamThatNobodyCanReadAnyMoreIsGivenBack() throws Exception {
        try (RawServer server = stalling(new CountDownLatch(1));
                ResilientClient client = client()) {
            forget(client.get(server.url()));
            await(() -> {
                System.gc();
                return client.leasedConnections() == 0;
            });
            assertThat(client.callsUnderWay()).isZero();
        }
    }

    private static void forget(RequestSpec spec) {
        assertThat(spec.stream().status()).isEqualTo(200);
    }

    @Test
    void aBodyThatIsHeldWithoutItsResponseIsNotForgotten() throws Exception {
        CountDownLatch collected = new CountDownLatch(1);
        try (RawServer server = new RawServer(c -> {
                    c.request();
                    c.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfirst");
                    assertThat(collected.await(10, TimeUnit.SECONDS)).isTrue();
                    c.send("last!");
                });
                ResilientClient client = client();
                InputStream body = client.get(server.url()).stream().body()) {
            for (int i = 0; i < 5; i++) {
                System.gc();
                Thread.sleep(20);
            }
            collected.countDown();
            assertThat(body.readAllBytes()).hasSize(10);
        }
    }

    @Test
    void aStreamThatIsLeftOpenEndsAtItsTotalWithoutAnybodyReading() throws Exception {
        try (RawServer server = stalling(new CountDownLatch(1));
                ResilientClient client = client();
                StreamedResponse response = client.get(server.url()).stream(Duration.ofMillis(100))) {
            await(() -> client.leasedConnections() == 0);
            assertThatThrownBy(() -> response.body().read()).isInstanceOf(DeadlineExceededException.class);
            client.get(server.url()).stream().close();
        }
    }

    @Test
    void aFutureThatWasCancelledBeforeTheAnswerLeavesNothingOpen() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        try (RawServer server = new RawServer(c -> {
                    c.request();
                    reached.countDown();
                    answer.await(10, TimeUnit.SECONDS);
                    c.respond(200, "late");
                });
                ResilientClient client = client()) {
            CompletableFuture<StreamedResponse> future =
                    client.get(server.url()).streamAsync();
            assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
            future.cancel(true);
            answer.countDown();
            await(() -> client.leasedConnections() == 0 && client.callsUnderWay() == 0);
        }
    }

    @Test
    void limitsOfStreamsAreChecked() {
        assertThatThrownBy(() -> client(b ->
                        b.timeouts(t -> t.streamTotal(Duration.ofSeconds(1)).streamIdle(Duration.ofSeconds(2)))))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("timeouts.streamIdle");
        try (ResilientClient client = client()) {
            assertThatThrownBy(() -> client.get("http://127.0.0.1:1/").stream(Duration.ZERO))
                    .hasMessageContaining("streamTotal: 0 ms");
        }
    }
}

package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hopguard.client.error.CallCancelledException;
import io.hopguard.client.error.ClientClosedException;
import io.hopguard.client.error.DeadlineExceededException;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.Phase;
import io.hopguard.client.http.RequestBody;
import io.hopguard.client.http.Response;
import io.hopguard.client.wire.RawServer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Deadlines, interrupts, cancelled futures and closing: a call ends when it is told to, in whatever phase it is. */
class CallEndingTest {
    /** Room for a loaded machine; the reaper itself ticks every 5 ms. */
    private static final Duration ROOM = Duration.ofMillis(250);

    @BeforeAll
    static void loadTheClasses() throws IOException {
        try (RawServer server = new RawServer(c -> {
                    c.request();
                    c.respond(200, "warm");
                });
                ResilientClient client = client(Duration.ofSeconds(10))) {
            assertThat(client.get(server.url()).send().status()).isEqualTo(200);
        }
    }

    private static ResilientClient client(Duration total) {
        return ResilientClient.builder()
                .timeouts(t -> t.total(total))
                .retry(r -> r.off())
                .circuitBreaker(b -> b.off())
                .build();
    }

    private static Stream<Arguments> stalls() {
        return Stream.of(
                stall("no answer", Phase.RESPONSE, c -> c.pause(60_000)),
                stall("dripped status line", Phase.RESPONSE, c -> c.drip("HTTP/1.1 ", 20)),
                stall("dripped headers", Phase.RESPONSE, c -> {
                    c.send("HTTP/1.1 200 OK\r\n");
                    c.drip("X: y\r\n", 20);
                }),
                stall("dripped body", Phase.BODY, c -> {
                    c.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
                    c.drip("x", 20);
                }),
                stall("dripped chunks", Phase.BODY, c -> {
                    c.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                    c.drip("1\r\nx\r\n", 20);
                }));
    }

    private static Arguments stall(String name, Phase phase, RawServer.Script script) {
        RawServer.Script afterRequest = c -> {
            c.request();
            script.serve(c);
        };
        return Arguments.argumentSet(name, phase, afterRequest);
    }

    @ParameterizedTest
    @MethodSource("stalls")
    void theDeadlineEndsACallAndNamesThePhase(Phase phase, RawServer.Script script) throws IOException {
        Duration total = Duration.ofMillis(300);
        try (RawServer server = new RawServer(script);
                ResilientClient client = client(total)) {
            long start = System.nanoTime();
            DeadlineExceededException failure = catchThrowableOfType(
                    DeadlineExceededException.class,
                    () -> client.get(server.url()).send());
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(total, total.plus(ROOM));
            assertThat(failure.phase()).isEqualTo(phase);
            assertThat(client.leasedConnections()).isZero();
        }
    }

    @Test
    void aReceiverThatDoesNotReadDoesNotHoldTheCall() throws IOException {
        try (RawServer server = new RawServer(c -> new CountDownLatch(1).await(60, TimeUnit.SECONDS));
                ResilientClient client = client(Duration.ofMillis(300))) {
            RequestBody large = RequestBody.bytes(new byte[64 * 1024 * 1024], "application/octet-stream");
            DeadlineExceededException failure = catchThrowableOfType(
                    DeadlineExceededException.class,
                    () -> client.put(server.url()).body(large).send());
            assertThat(failure.phase()).isEqualTo(Phase.WRITE);
            assertThat(client.leasedConnections()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("stalls")
    void anInterruptEndsACallAndTheFlagIsKept(Phase phase, RawServer.Script script) throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        try (RawServer server = new RawServer(c -> {
                    reached.countDown();
                    script.serve(c);
                });
                ResilientClient client = client(Duration.ofSeconds(30))) {
            AtomicReference<HopguardException> failure = new AtomicReference<>();
            AtomicReference<Boolean> flag = new AtomicReference<>();
            Thread caller = new Thread(() -> {
                failure.set(catchThrowableOfType(
                        HopguardException.class, () -> client.get(server.url()).send()));
                flag.set(Thread.currentThread().isInterrupted());
            });
            caller.start();
            assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
            long start = System.nanoTime();
            caller.interrupt();
            caller.join(10_000);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(ROOM);
            assertThat(failure.get()).isInstanceOf(CallCancelledException.class);
            assertThat(flag.get()).isTrue();
            assertThat(client.leasedConnections()).isZero();
        }
    }

    @Test
    void aCancelledFutureEndsItsCall() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        try (RawServer server = new RawServer(c -> {
                    c.request();
                    reached.countDown();
                    try {
                        c.pause(30_000);
                    } finally {
                        gone.countDown();
                    }
                });
                ResilientClient client = client(Duration.ofSeconds(30))) {
            CompletableFuture<Response> future = client.get(server.url()).sendAsync();
            assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
            future.cancel(true);
            assertThat(gone.await(5, TimeUnit.SECONDS))
                    .as("the connection was cut")
                    .isTrue();
        }
    }

    @Test
    void closingEndsCallsUnderWayAndRefusesFurtherOnes() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        try (RawServer server = new RawServer(c -> {
            c.request();
            reached.countDown();
            c.pause(30_000);
        })) {
            ResilientClient client = client(Duration.ofSeconds(30));
            CompletableFuture<Response> future = client.get(server.url()).sendAsync();
            assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
            client.close();
            assertThat(future.handle((response, failure) -> failure).get(5, TimeUnit.SECONDS))
                    .isInstanceOf(CallCancelledException.class);
            assertThat(catchThrowableOfType(
                            HopguardException.class,
                            () -> client.get(server.url()).send()))
                    .isInstanceOf(ClientClosedException.class);
            assertThat(client.get(server.url())
                            .sendAsync()
                            .handle((response, failure) -> failure)
                            .get(5, TimeUnit.SECONDS))
                    .isInstanceOf(HopguardException.class);
        }
    }
}

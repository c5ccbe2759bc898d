package io.hopguard.client;

import static io.hopguard.client.Rig.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.error.CallCancelledException;
import io.hopguard.client.error.ConnectFailedException;
import io.hopguard.client.error.DeadlineExceededException;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.Phase;
import io.hopguard.client.error.PoolExhaustedException;
import io.hopguard.client.http.RequestBody;
import io.hopguard.client.http.Response;
import io.hopguard.client.wire.RawServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Limits and endings in the phases that other tests leave out. */
@Timeout(60)
class TimeoutCasesTest {
    private static final Duration LIMIT = Duration.ofMillis(400);
    private static final int MORE_THAN_BUFFERS_HOLD = 32 * 1024 * 1024;

    private static ResilientClientBuilder builder() {
        return ResilientClient.builder().retry(r -> r.off()).circuitBreaker(b -> b.off());
    }

    @ParameterizedTest
    @EnumSource
    void byDefaultACallEndsAfterTenSeconds(Mode mode) {
        Rig rig = new Rig().thenAfter(Duration.ofSeconds(10), Fault.NO_RESPONSE_IN_TIME);
        HopguardException failure = failureOf(mode, rig.client().post("/"));
        assertThat(failure).isExactlyInstanceOf(DeadlineExceededException.class);
        assertThat(rig.client().settings().policies().timeouts().total()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aConnectionThatNobodyAcceptsEndsAtTheConnectLimit() throws IOException {
        List<Socket> crowd = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ResilientClient client =
                        builder().timeouts(t -> t.connect(LIMIT)).build()) {
            crowd(full, crowd);
            long start = System.nanoTime();
            HopguardException failure = failureOf(Mode.BLOCKING, client.get("http://127.0.0.1:" + full.getLocalPort()));
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            assertThat(failure)
                    .isExactlyInstanceOf(ConnectFailedException.class)
                    .hasMessageContaining("in time");
            assertThat(failure.phase()).isEqualTo(Phase.CONNECT);
            assertThat(took).isBetween(LIMIT, LIMIT.plus(FaultBench.ROOM));
            assertThat(client.leasedConnections()).isZero();
        } finally {
            for (Socket socket : crowd) {
                socket.close();
            }
        }
    }

    /** Until the queue of those that wait to be accepted is full, and one more is left without an answer. */
    private static void crowd(ServerSocket full, List<Socket> crowd) throws IOException {
        for (int i = 0; i < 10; i++) {
            Socket socket = new Socket();
            crowd.add(socket);
            try {
                socket.connect(new InetSocketAddress(full.getInetAddress(), full.getLocalPort()), 200);
            } catch (SocketTimeoutException e) {
                return;
            }
        }
    }

    @Test
    void aCallThatGetsNoConnectionInTimeSaysThatThePoolIsExhausted() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        try (RawServer server = new RawServer(c -> {
                    c.request();
                    reached.countDown();
                    c.pause(30_000);
                });
                ResilientClient client = builder()
                        .timeouts(t -> t.lease(LIMIT))
                        .bulkhead(b -> b.off())
                        .connections(c -> c.maxPerTarget(1).maxTotal(1))
                        .build()) {
            CompletableFuture<Response> first = client.get(server.url()).sendAsync();
            assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
            HopguardException failure = failureOf(Mode.BLOCKING, client.get(server.url()));
            assertThat(failure).isExactlyInstanceOf(PoolExhaustedException.class);
            assertThat(failure.phase()).isEqualTo(Phase.LEASE);
            assertThat(client.leasedConnections()).isOne();
            first.cancel(true);
        }
    }

    /** Where the connection of a call stands while it is ended. */
    enum Stand {
        WRITING(Phase.WRITE, "ContentLengthOutputStream"),
        WAITING(Phase.RESPONSE, "HcResponseParser"),
        READING(Phase.BODY, "ContentLengthInputStream");

        private final Phase phase;
        private final String frame;

        Stand(Phase phase, String frame) {
            this.phase = phase;
            this.frame = frame;
        }

        /** Whether the thread waits for the socket in this phase. */
        boolean holds(Thread thread) {
            StackTraceElement[] stack = thread.getStackTrace();
            return stack.length > 0
                    && stack[0].getClassName().startsWith("sun.nio.ch")
                    && Arrays.stream(stack)
                            .anyMatch(element -> element.getClassName().endsWith(frame));
        }

        RequestSpec on(ResilientClient client, String url) {
            int length = this == WRITING ? MORE_THAN_BUFFERS_HOLD : 10;
            return client.put(url).body(RequestBody.bytes(new byte[length], "application/octet-stream"));
        }

        void serve(RawServer.Connection connection, CountDownLatch reached) throws IOException, InterruptedException {
            connection.head();
            if (this == READING) {
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nx");
            }
            reached.countDown();
            new CountDownLatch(1).await(30, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptEndsTheCallInEveryPhaseOnTheWire(Stand stand) throws Exception {
        AtomicReference<@Nullable HopguardException> failure = new AtomicReference<>();
        AtomicReference<@Nullable Boolean> flag = new AtomicReference<>();
        CountDownLatch reached = new CountDownLatch(1);
        try (RawServer server = new RawServer(c -> stand.serve(c, reached));
                ResilientClient client = builder().build()) {
            Thread caller = new Thread(() -> {
                failure.set(failureOf(Mode.BLOCKING, stand.on(client, server.url())));
                flag.set(Thread.currentThread().isInterrupted());
            });
            caller.start();
            await(stand, caller, reached);
            caller.interrupt();
            caller.join(5_000);
            assertThat(failure.get()).isExactlyInstanceOf(CallCancelledException.class);
            assertThat(failure.get().phase()).isEqualTo(stand.phase);
            assertThat(flag.get()).isTrue();
            assertThat(client.leasedConnections() + client.keptConnections()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void cancellingEndsTheCallInEveryPhaseOnTheWire(Stand stand) throws Exception {
        AtomicReference<@Nullable Thread> worker = new AtomicReference<>();
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        ResilientClientBuilder builder = builder().executor(task -> {
            Thread thread = new Thread(() -> {
                task.run();
                free.countDown();
            });
            worker.set(thread);
            thread.start();
        });
        try (RawServer server = new RawServer(c -> stand.serve(c, reached));
                ResilientClient client = builder.build()) {
            CompletableFuture<Response> future = stand.on(client, server.url()).sendAsync();
            await(stand, worker.get(), reached);
            future.cancel(true);
            assertThat(free.await(5, TimeUnit.SECONDS)).as("the thread is free").isTrue();
            assertThat(future).isCancelled();
            assertThat(client.leasedConnections() + client.keptConnections()).isZero();
        }
    }

    private static void await(Stand stand, Thread caller, CountDownLatch reached) throws InterruptedException {
        assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!stand.holds(caller)) {
            assertThat(System.nanoTime() - deadline).as("waited for %s", stand).isNegative();
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void aFutureThatIsCancelledDuringThePauseTheServerAskedForSendsNothingMore() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        Rig rig = new Rig()
                .with(builder -> builder.executor(tasks::add))
                .then(ScriptedTransport.answers(503, "Retry-After", "2"));
        CompletableFuture<Response> future = rig.client().get("/orders").sendAsync();
        rig.time.whileParked(() -> future.cancel(true));
        tasks.remove().run();
        assertThat(future).isCancelled();
        assertThat(rig.transport.attempts()).isOne();
        assertThat(rig.time.parked()).hasSize(1);
    }

    @Test
    void oneClockIsOverARedirectToAnotherConnection() throws IOException {
        // Far enough apart that a machine that is busy for a moment does not let the first answer come too late.
        Duration each = Duration.ofMillis(500);
        Duration limit = Duration.ofMillis(900);
        try (RawServer last = new RawServer(c -> {
                    c.request();
                    c.pause(each.toMillis());
                    c.respond(200, "late");
                });
                RawServer first = new RawServer(c -> {
                    c.request();
                    c.pause(each.toMillis());
                    c.send("HTTP/1.1 302 X\r\nConnection: close\r\nContent-Length: 0\r\nLocation: " + last.url()
                            + "/\r\n\r\n");
                });
                ResilientClient client = builder()
                        .timeouts(t -> t.total(limit))
                        .redirects(r -> r.crossOrigin(true))
                        .build()) {
            HopguardException failure = failureOf(Mode.BLOCKING, client.get(first.url()));
            assertThat(failure).isExactlyInstanceOf(DeadlineExceededException.class);
            assertThat(failure.attempts()).hasSize(2);
            assertThat(failure.elapsed()).isBetween(limit, limit.plus(FaultBench.ROOM));
            assertThat(client.leasedConnections()).isZero();
        }
    }
}

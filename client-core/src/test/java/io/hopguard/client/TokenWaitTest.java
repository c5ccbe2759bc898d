package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.error.CallCancelledException;
import io.hopguard.client.error.DeadlineExceededException;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.Phase;
import io.hopguard.client.error.TokenFailedException;
import io.hopguard.client.extend.Auth;
import io.hopguard.client.extend.Token;
import io.hopguard.client.extend.TokenSource;
import io.hopguard.client.http.Response;
import io.hopguard.client.wire.RawServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many calls and one token, over real sockets and in real time. */
@Timeout(30)
class TokenWaitTest {
    private static final int CALLS = 100;

    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final RawServer server = new RawServer(c -> {
        for (String request = c.request(); request != null; request = c.request()) {
            c.respond(request.contains("Authorization: Bearer old\r\n") ? 401 : 200, "");
        }
    });

    @AfterEach
    void close() throws IOException {
        gate.countDown();
        server.close();
        Thread.interrupted();
    }

    private ResilientClient client(Duration total, TokenSource source) {
        return ResilientClient.builder()
                .baseUri(server.url())
                .auth(Auth.bearer(source))
                .timeouts(t -> t.total(total))
                .bulkhead(b -> b.maxConcurrentCalls(CALLS))
                .build();
    }

    private Token hang() throws InterruptedException {
        asked.incrementAndGet();
        begun.countDown();
        gate.await();
        return Token.of("good");
    }

    /** All at once; the gate opens when every thread is about to call. */
    private List<Response> callAtOnce(ResilientClient client) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CALLS);
        CountDownLatch ready = new CountDownLatch(CALLS);
        try {
            List<Future<Response>> calls = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                calls.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return client.get("/").send();
                }));
            }
            ready.await();
            gate.countDown();
            List<Response> answers = new ArrayList<>();
            for (Future<Response> call : calls) {
                answers.add(call.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aHundredCallsWithoutATokenAskForOne() throws Exception {
        try (ResilientClient client = client(Duration.ofSeconds(15), this::hang)) {
            assertThat(callAtOnce(client)).allMatch(response -> response.status() == 200);
            assertThat(asked).hasValue(1);
            assertThat(server.requests()).isEqualTo(CALLS);
        }
    }

    @Test
    void aHundredRefusedCallsAskForOne() throws Exception {
        TokenSource source = () -> Token.of(asked.incrementAndGet() == 1 ? "old" : "good");
        try (ResilientClient client = client(Duration.ofSeconds(15), source)) {
            assertThat(callAtOnce(client)).allMatch(response -> response.status() == 200);
            assertThat(asked).hasValue(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSourceThatHangsEndsTheCallAtItsDeadline(Mode mode) {
        try (ResilientClient client = client(Duration.ofMillis(300), this::hang)) {
            // The first call loads classes, which is not what is measured.
            Rig.failureOf(mode, client.get("/"));
            long start = System.nanoTime();
            HopguardException failure = Rig.failureOf(mode, client.get("/"));
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            assertThat(failure)
                    .isExactlyInstanceOf(DeadlineExceededException.class)
                    .hasMessageContaining("timed out while fetching a token");
            assertThat(failure.phase()).isEqualTo(Phase.TOKEN);
            assertThat(took).isBetween(Duration.ofMillis(299), Duration.ofMillis(600));
            assertThat(asked).hasValue(1);
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void anInterruptEndsTheWaitAndIsKept() throws InterruptedException {
        try (ResilientClient client = client(Duration.ofSeconds(15), this::hang)) {
            Thread caller = Thread.currentThread();
            Thread interrupter = new Thread(() -> {
                awaitBegin();
                caller.interrupt();
            });
            interrupter.start();
            HopguardException failure = Rig.failureOf(Mode.BLOCKING, client.get("/"));
            assertThat(failure)
                    .isExactlyInstanceOf(CallCancelledException.class)
                    .hasMessageContaining("interrupted while fetching a token");
            assertThat(Thread.interrupted()).isTrue();
            interrupter.join();
        }
    }

    @Test
    void aCancelledFutureFreesItsThread() throws InterruptedException {
        CountDownLatch free = new CountDownLatch(1);
        ResilientClient client = ResilientClient.builder()
                .baseUri(server.url())
                .auth(Auth.bearer(this::hang))
                .executor(task -> new Thread(() -> {
                            task.run();
                            free.countDown();
                        })
                        .start())
                .build();
        try (client) {
            CompletableFuture<Response> future = client.get("/").sendAsync();
            awaitBegin();
            long start = System.nanoTime();
            future.cancel(true);
            free.await();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void closingTheClientEndsTheWaitAndInterruptsTheSource() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        ResilientClient client = client(Duration.ofSeconds(15), () -> {
            try {
                return hang();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
        });
        CompletableFuture<Response> future = client.get("/").sendAsync();
        awaitBegin();
        client.close();
        assertThat(future).failsWithin(Duration.ofSeconds(5));
        interrupted.await();
        assertThat(interrupted.getCount()).isZero();
    }

    @Test
    void aSourceThatCallsThroughItsOwnFullClientFailsAndDoesNotHang() {
        CompletableFuture<ResilientClient> itself = new CompletableFuture<>();
        ResilientClient client = ResilientClient.builder()
                .baseUri(server.url())
                .auth(Auth.bearer(
                        () -> Token.of(itself.join().get("/token").send().text())))
                .bulkhead(b -> b.maxConcurrentCalls(1).maxWait(Duration.ofMillis(50)))
                .build();
        itself.complete(client);
        try (client) {
            assertThat(Rig.failureOf(Mode.BLOCKING, client.get("/"))).isExactlyInstanceOf(TokenFailedException.class);
        }
    }

    private void awaitBegin() {
        try {
            begun.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hopguard.client.error.CallCancelledException;
import io.hopguard.client.error.ClientClosedException;
import io.hopguard.client.extend.Auth;
import io.hopguard.client.extend.Token;
import io.hopguard.client.http.Response;
import io.hopguard.client.wire.RawServer;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Closing with a grace period: who is under way may finish, who comes is refused, and nothing stays behind. */
class ClosingTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private static ResilientClient client(String name) {
        return ResilientClient.builder()
                .name(name)
                .timeouts(t -> t.total(LONG).attempt(LONG))
                .bulkhead(b -> b.maxConcurrentCalls(1).maxWait(LONG))
                .connections(c -> c.maxPerTarget(1))
                .build();
    }

    /** Answers when it is told to. */
    private static RawServer server(CountDownLatch reached, CountDownLatch answer) {
        return new RawServer(c -> {
            while (c.request() != null) {
                reached.countDown();
                answer.await(10, TimeUnit.SECONDS);
                c.respond(200, "done");
            }
        });
    }

    private static CompletableFuture<Boolean> closing(ResilientClient client, Duration grace) {
        return CompletableFuture.supplyAsync(() -> client.close(grace));
    }

    private static void awaitRefusal(ResilientClient client, String url) throws InterruptedException {
        for (int i = 0; i < 2_000; i++) {
            CompletableFuture<Response> refused = client.get(url).sendAsync();
            if (refused.isCompletedExceptionally()) {
                assertThatThrownBy(refused::join).hasCauseInstanceOf(ClientClosedException.class);
                return;
            }
            refused.cancel(true);
            Thread.sleep(1);
        }
        throw new AssertionError("calls are still accepted");
    }

    @Test
    void callsUnderWayAndQueuedOnesFinishWithinTheGraceAndNewOnesAreRefused() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        try (RawServer server = server(reached, answer)) {
            ResilientClient client = client("grace");
            CompletableFuture<Response> underWay = client.get(server.url()).sendAsync();
            CompletableFuture<Response> queued = client.get(server.url()).sendAsync();
            assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<Boolean> closing = closing(client, LONG);
            awaitRefusal(client, server.url());
            assertThatThrownBy(() -> client.get(server.url()).send()).isInstanceOf(ClientClosedException.class);
            assertThat(closing).isNotDone();
            answer.countDown();
            assertThat(underWay.get(10, TimeUnit.SECONDS).text()).isEqualTo("done");
            assertThat(queued.get(10, TimeUnit.SECONDS).text()).isEqualTo("done");
            assertThat(closing.get(10, TimeUnit.SECONDS)).isTrue();
            assertNothingIsLeft(client, "grace");
        }
    }

    @Test
    void whatOutlastsTheGraceIsCancelled() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        try (RawServer server = server(reached, new CountDownLatch(1))) {
            ResilientClient client = client("impatient");
            CompletableFuture<Response> underWay = client.get(server.url()).sendAsync();
            assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(client.close(Duration.ofMillis(100))).isFalse();
            assertThatThrownBy(() -> underWay.get(10, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(CallCancelledException.class);
            assertNothingIsLeft(client, "impatient");
        }
    }

    @Test
    void anOpenStreamMayBeReadToItsEndWithinTheGrace() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        try (RawServer server = new RawServer(c -> {
            c.request();
            c.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n");
            answer.await(10, TimeUnit.SECONDS);
            c.send("done");
        })) {
            ResilientClient client = client("streams");
            StreamedResponse response = client.get(server.url()).stream();
            CompletableFuture<Boolean> closing = closing(client, LONG);
            awaitRefusal(client, server.url());
            answer.countDown();
            assertThat(response.body().readAllBytes()).hasSize(4);
            assertThat(closing.get(10, TimeUnit.SECONDS)).isTrue();
            assertNothingIsLeft(client, "streams");
        }
    }

    @Test
    void anInterruptEndsTheGraceAndTheFlagIsKept() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        try (RawServer server = server(reached, new CountDownLatch(1))) {
            ResilientClient client = client("interrupted");
            CompletableFuture<Response> underWay = client.get(server.url()).sendAsync();
            assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
            Thread.currentThread().interrupt();
            assertThat(client.close(LONG)).isFalse();
            assertThat(Thread.interrupted()).isTrue();
            assertThatThrownBy(() -> underWay.get(10, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(CallCancelledException.class);
        }
    }

    @Test
    void closingTwiceIsFineAndANegativeGraceIsNot() throws IOException {
        ResilientClient client = client("twice");
        assertThatThrownBy(() -> client.close(Duration.ofMillis(-1))).isInstanceOf(IllegalArgumentException.class);
        client.close();
        assertThat(client.close(LONG)).isTrue();
    }

    @Test
    void everyThreadOfAClientHasItsNameAndNoneOutlivesIt() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (RawServer server = server(new CountDownLatch(1), new CountDownLatch(0))) {
            ResilientClient client = ResilientClient.builder()
                    .name("mine")
                    .baseUri(server.url().replace("127.0.0.1", "localhost"))
                    .auth(Auth.bearer(() -> Token.of("token")))
                    .build();
            assertThat(client.get("/").sendAsync().get(10, TimeUnit.SECONDS).text())
                    .isEqualTo("done");
            Set<Thread> own = new HashSet<>(Thread.getAllStackTraces().keySet());
            own.removeAll(before);
            assertThat(own.stream().map(Thread::getName).filter(name -> name.startsWith("hopguard-")))
                    .contains(
                            "hopguard-reaper-mine", "hopguard-sweeper-mine", "hopguard-dns-mine", "hopguard-token-mine")
                    .allMatch(name -> name.contains("mine"));
            assertThat(client.close(LONG)).isTrue();
            assertNothingIsLeft(client, "mine");
        }
    }

    private static void assertNothingIsLeft(ResilientClient client, String name) throws InterruptedException {
        assertThat(client.leasedConnections() + client.keptConnections()).isZero();
        for (int i = 0; i < 1_000 && runs(name); i++) {
            Thread.sleep(5);
        }
        assertThat(runs(name)).as("a thread of the client still runs").isFalse();
    }

    private static boolean runs(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith("hopguard-")
                        && thread.getName().contains(name));
    }
}

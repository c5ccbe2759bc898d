package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.error.BulkheadFullException;
import io.hopguard.client.error.CallCancelledException;
import io.hopguard.client.error.DeadlineExceededException;
import io.hopguard.client.event.CallEnded;
import io.hopguard.client.event.CallStarted;
import io.hopguard.client.http.Headers;
import io.hopguard.client.http.Response;
import io.hopguard.client.wire.RawServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Asynchronous calls that wait for a thread: the deadline and the end of the client hold there too. */
class QueuedCallTest {
    private final Queue<Runnable> queue = new ArrayDeque<>();

    private ResilientClient client(Duration total) {
        return ResilientClient.builder()
                .timeouts(t -> t.total(total))
                .executor(queue::add)
                .build();
    }

    @Test
    void theDeadlineEndsACallThatStillWaitsForAThread() throws Exception {
        try (ResilientClient client = client(Duration.ofMillis(100))) {
            CompletableFuture<Response> call = client.get("http://127.0.0.1:9/").sendAsync();
            assertThat(call.handle((response, failure) -> failure).get(5, TimeUnit.SECONDS))
                    .isInstanceOf(DeadlineExceededException.class)
                    .hasMessageContaining("waiting for a thread");
        }
    }

    @Test
    void closingTheClientEndsACallThatStillWaitsForAThread() throws Exception {
        ResilientClient client = client(Duration.ofSeconds(30));
        CompletableFuture<Response> call = client.get("http://127.0.0.1:9/").sendAsync();
        client.close();
        assertThat(call.handle((response, failure) -> failure).get(5, TimeUnit.SECONDS))
                .isInstanceOf(CallCancelledException.class);
    }

    @Test
    void aCallThatWasGivenUpWhileItWaitedIsNeverSent() throws Exception {
        try (RawServer server = new RawServer(c -> {
                    c.request();
                    c.respond(200, "ok");
                });
                ResilientClient client = client(Duration.ofSeconds(30))) {
            CompletableFuture<Response> call = client.post(server.url()).sendAsync();
            call.completeExceptionally(new IllegalStateException("given up"));
            queue.forEach(Runnable::run);
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void aCallWhoseTaskWasDroppedIsLetGoAtItsDeadline() throws Exception {
        try (ResilientClient client = ResilientClient.builder()
                .timeouts(t -> t.total(Duration.ofMillis(100)))
                .executor(dropped -> {})
                .build()) {
            CompletableFuture<Response> call = client.get("http://127.0.0.1:9/").sendAsync();
            assertThat(call.handle((response, failure) -> failure).get(5, TimeUnit.SECONDS))
                    .isInstanceOf(DeadlineExceededException.class);
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
            while (client.callsUnderWay() > 0 && System.nanoTime() - deadline < 0) {
                LockSupport.parkNanos(1_000_000);
            }
            assertThat(client.callsUnderWay()).isZero();
        }
    }

    @Test
    void aCallThatWasAnsweredByHandIsNeverSent() throws Exception {
        try (RawServer server = new RawServer(c -> {
                    c.request();
                    c.respond(200, "ok");
                });
                ResilientClient client = client(Duration.ofSeconds(30))) {
            CompletableFuture<Response> call = client.post(server.url()).sendAsync();
            call.complete(Response.of(204, Headers.empty(), new byte[0]));
            queue.forEach(Runnable::run);
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void callsThatNeverGotAThreadAreToldAndCountedLikeOthers() throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        RecordingListener told = new RecordingListener();
        Queue<Executor> executors = new ArrayDeque<>(List.of(dropped -> {}, refused -> {
            throw new RejectedExecutionException();
        }));
        try (ResilientClient client = ResilientClient.builder()
                .timeouts(t -> t.total(Duration.ofMillis(100)))
                .meterRegistry(registry)
                .listener(told, Runnable::run)
                .executor(task -> executors.remove().execute(task))
                .build()) {
            int ended = 0;
            for (Class<?> failure : List.of(DeadlineExceededException.class, BulkheadFullException.class)) {
                CompletableFuture<Response> call =
                        client.get("http://127.0.0.1:9/").sendAsync();
                assertThat(call.handle((response, thrown) -> thrown).get(5, TimeUnit.SECONDS))
                        .isInstanceOf(failure);
                ended++;
                awaitEnds(told, ended);
            }
            assertThat(registry.get("hopguard.client.calls").timers())
                    .extracting(timer -> timer.getId().getTag("outcome") + " " + timer.count())
                    .containsExactlyInAnyOrder("deadline_exceeded 1", "bulkhead_full 1");
        }
        assertThat(told.types())
                .containsExactly(CallStarted.class, CallEnded.class, CallStarted.class, CallEnded.class);
    }

    /** A future is done before all that hangs on it is. */
    private static void awaitEnds(RecordingListener told, int ends) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (told.all(CallEnded.class).size() < ends && System.nanoTime() - until < 0) {
            LockSupport.parkNanos(1_000_000);
        }
    }
}

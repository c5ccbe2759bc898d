package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hopguard.client.error.CallCancelledException;
import io.hopguard.client.error.ClientClosedException;
import io.hopguard.client.http.Request;
import io.hopguard.client.http.Response;
import io.hopguard.client.wire.RawServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Settings that change over real connections: no call, connection or thread is lost on the way. */
class ReconfigureUnderLoadTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int CALLERS = 8;
    private static final int CHANGES = 60;

    private static ResilientClientBuilder builder(String name) {
        return ResilientClient.builder()
                .name(name)
                .timeouts(t -> t.total(LONG).attempt(LONG))
                .retry(r -> r.off());
    }

    private static RawServer answering() {
        return new RawServer(c -> {
            while (c.request() != null) {
                c.respond(200, "fine");
            }
        });
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 4_000 && !condition.getAsBoolean(); i++) {
            Thread.sleep(5);
        }
        assertThat(condition.getAsBoolean()).as(what).isTrue();
    }

    private static List<String> threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(thread -> thread.startsWith("hopguard-") && thread.contains(name))
                .sorted()
                .toList();
    }

    @Test
    void sixtyChangesUnderLoadLoseNothing() throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger made = new AtomicInteger();
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try (RawServer server = answering();
                ResilientClient client =
                        builder("crowd").meterRegistry(registry).build()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                Mode mode = i % 2 == 0 ? Mode.BLOCKING : Mode.ASYNC;
                all.add(callers.submit(() -> {
                    while (!over.get()) {
                        assertThat(mode.send(client.get(server.url() + "/")).text())
                                .isEqualTo("fine");
                        made.incrementAndGet();
                    }
                }));
            }
            for (int i = 0; i < CHANGES; i++) {
                int places = 10 + i;
                int before = made.get();
                await("place for one more", () -> client.enginesAlive() <= 16);
                client.reconfigure(builder("crowd").bulkhead(b -> b.maxConcurrentCalls(places)));
                await(
                        "a call after the change",
                        () -> made.get() > before + 2 || all.stream().anyMatch(Future::isDone));
            }
            over.set(true);
            for (Future<?> each : all) {
                each.get(30, TimeUnit.SECONDS);
            }
            await("all engines but one are gone", () -> client.enginesAlive() == 1);
            assertThat(made.get()).isEqualTo(server.requests());
            assertThat(client.callsUnderWay()).isZero();
            assertThat(client.leasedConnections()).isZero();
            assertThat(client.state().bulkhead()).isEqualTo(new ClientState.Bulkhead(0, 0, 10 + CHANGES - 1));
            assertThat(registry.get("hopguard.client.connections")
                            .tag("event", "created")
                            .functionCounter()
                            .count())
                    .isEqualTo(server.connections());
            assertThat(registry.get("hopguard.client.bulkhead.max").gauge().value())
                    .isEqualTo(10 + CHANGES - 1);
            await(
                    "threads of one client: " + threads("crowd"),
                    () -> threads("crowd").stream()
                            .allMatch(thread -> thread.equals("hopguard-reaper-crowd")
                                    || thread.equals("hopguard-sweeper-crowd")
                                    || thread.matches("hopguard-crowd-\\d+")));
            assertThat(threads("crowd").stream().filter(thread -> !thread.matches("hopguard-crowd-\\d+")))
                    .hasSize(2);
        } finally {
            callers.shutdownNow();
        }
        await("no thread is left", () -> threads("crowd").isEmpty());
        assertThat(registry.getMeters()).isEmpty();
    }

    /** A thread that was about to begin its call when the settings changed. */
    @Test
    void whoHasJustGotHoldOfTheEngineOfBeforeIsNotRefused() throws Exception {
        try (RawServer server = answering();
                ResilientClient client = builder("late").build()) {
            Engine before = client.engine();
            client.reconfigure(builder("late"));
            Thread.sleep(300);
            Request request = Request.builder("GET", server.url() + "/").build();
            AtomicBoolean moved = new AtomicBoolean();
            assertThat(before.make(settings -> request, Calls::any, () -> {
                                moved.set(true);
                                return client.engine();
                            })
                            .text())
                    .isEqualTo("fine");
            assertThat(moved).as("refused by the engine of before").isFalse();
            await("the engine of before is gone", () -> client.enginesAlive() == 1);
            assertThat(client.keptConnections()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCallAndAStreamUnderWayFinishOverTheirConnectionsAndTheNextCallHasANewOne(Mode mode) throws Exception {
        CountDownLatch reached = new CountDownLatch(2);
        CountDownLatch changed = new CountDownLatch(1);
        try (RawServer server = new RawServer(c -> {
                    for (String asked = c.request(); asked != null; asked = c.request()) {
                        if (asked.startsWith("GET /slow")) {
                            reached.countDown();
                            changed.await(20, TimeUnit.SECONDS);
                        }
                        if (asked.startsWith("GET /stream")) {
                            c.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfirst");
                            reached.countDown();
                            changed.await(20, TimeUnit.SECONDS);
                            c.send("last!");
                        } else {
                            c.respond(200, "fine");
                        }
                    }
                });
                ResilientClient client = builder("moving").build()) {
            CompletableFuture<Response> slow =
                    CompletableFuture.supplyAsync(() -> mode.send(client.get(server.url() + "/slow")));
            StreamedResponse stream = mode.stream(client.get(server.url() + "/stream"));
            assertThat(reached.await(20, TimeUnit.SECONDS)).isTrue();
            client.reconfigure(builder("moving")
                    .timeouts(t -> t.total(Duration.ofSeconds(1))
                            .attempt(Duration.ofSeconds(1))
                            .streamTotal(Duration.ofSeconds(1))
                            .streamIdle(Duration.ofSeconds(1)))
                    .connections(c -> c.maxTotal(99)));
            assertThat(mode.send(client.get(server.url() + "/")).text()).isEqualTo("fine");
            assertThat(client.state().pool()).isEqualTo(new ClientState.Pool(0, 1, 0, 99));
            assertThat(server.connections()).isEqualTo(3);
            // Longer than the engine of before stays for those who have only just got hold of it.
            Thread.sleep(1_500);
            assertThat(client.enginesAlive()).isEqualTo(2);
            changed.countDown();
            assertThat(slow.get(20, TimeUnit.SECONDS).text()).isEqualTo("fine");
            assertThat(new String(stream.body().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("firstlast!");
            await("the engine of before is gone", () -> client.enginesAlive() == 1);
            assertThat(client.leasedConnections()).isZero();
            assertThat(client.keptConnections()).isOne();
        }
        await("no thread is left", () -> threads("moving").isEmpty());
    }

    @Test
    void closingWaitsForCallsOfBeforeTheChangeAndThenEndsThem() throws Exception {
        CountDownLatch reached = new CountDownLatch(2);
        CountDownLatch answer = new CountDownLatch(1);
        try (RawServer server = new RawServer(c -> {
            for (String asked = c.request(); asked != null; asked = c.request()) {
                reached.countDown();
                if (asked.startsWith("GET /late")) {
                    answer.await(20, TimeUnit.SECONDS);
                    c.respond(200, "fine");
                } else {
                    c.pause(20_000);
                }
            }
        })) {
            ResilientClient client = builder("ending").build();
            CompletableFuture<Response> late =
                    client.get(server.url() + "/late").sendAsync();
            CompletableFuture<Response> never =
                    client.get(server.url() + "/never").sendAsync();
            assertThat(reached.await(20, TimeUnit.SECONDS)).isTrue();
            client.reconfigure(builder("ending"));
            CompletableFuture<Boolean> closing =
                    CompletableFuture.supplyAsync(() -> client.close(Duration.ofSeconds(2)));
            await("calls are refused", () -> refused(client, server.url()));
            assertThat(closing).isNotDone();
            answer.countDown();
            assertThat(late.get(20, TimeUnit.SECONDS).text()).isEqualTo("fine");
            assertThat(closing.get(20, TimeUnit.SECONDS))
                    .as("not all ended by themselves")
                    .isFalse();
            assertThatThrownBy(() -> never.get(20, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(CallCancelledException.class);
            assertThat(client.leasedConnections() + client.keptConnections()).isZero();
            await("no thread is left", () -> threads("ending").isEmpty());
        }
    }

    private static boolean refused(ResilientClient client, String url) {
        CompletableFuture<Response> call = client.get(url + "/late").sendAsync();
        try {
            return call.isCompletedExceptionally()
                    && org.assertj.core.api.Assertions.catchThrowable(call::join)
                                    .getCause()
                            instanceof ClientClosedException;
        } finally {
            call.cancel(true);
        }
    }
}

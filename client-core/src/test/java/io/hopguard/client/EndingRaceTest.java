package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.error.CallCancelledException;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.Phase;
import io.hopguard.client.http.Response;
import io.hopguard.client.wire.LedgerServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls that are ended at a random moment: while they lease, are handed a connection, connect, write or read. */
@Timeout(120)
class EndingRaceTest {
    private static final Logger LOG = LoggerFactory.getLogger(EndingRaceTest.class);
    private static final int RACES = 10_000;
    private static final int CALLERS = 3;
    private static final int SLOW_ONE_OF = 32;
    private static final long SPIN_NANOS = 60_000;
    private static final long LATEST_NANOS = 600_000;

    private final LedgerServer server = new LedgerServer("ok");
    private final ExecutorService threads = Executors.newFixedThreadPool(2 * CALLERS);
    private final Map<Phase, Integer> ended = new ConcurrentHashMap<>();
    private final AtomicInteger answered = new AtomicInteger();

    @AfterEach
    void close() throws Exception {
        threads.shutdownNow();
        server.close();
    }

    private static ResilientClient client(int pool) {
        return ResilientClient.builder()
                .timeouts(t -> t.total(Duration.ofSeconds(20)).lease(Duration.ofSeconds(20)))
                .connections(c -> c.maxTotal(pool).maxPerTarget(pool))
                .circuitBreaker(b -> b.off())
                .build();
    }

    private RequestSpec spec(ResilientClient client, Random random) {
        String fault = random.nextInt(SLOW_ONE_OF) == 0 ? "SLOW" : "NONE";
        return client.get(server.url()).header("X-Faults", fault);
    }

    private static void awaitMoment(Random random) {
        long nanos = (long) (random.nextDouble() * LATEST_NANOS);
        long end = System.nanoTime() + nanos;
        if (nanos > SPIN_NANOS) {
            LockSupport.parkNanos(nanos - SPIN_NANOS);
        }
        while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
    }

    private void race(int callers, RacingCaller caller) throws Exception {
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            Random random = new Random(i);
            int races = RACES / callers + (i < RACES % callers ? 1 : 0);
            running.add(threads.submit(() -> {
                for (int race = 0; race < races; race++) {
                    caller.race(random);
                }
                return null;
            }));
        }
        for (Future<?> one : running) {
            one.get();
        }
    }

    @FunctionalInterface
    private interface RacingCaller {
        void race(Random random) throws Exception;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void noInterruptLosesAConnectionOrTheFlag(int pool) throws Exception {
        try (ResilientClient client = client(pool)) {
            race(CALLERS, random -> interruptedCall(client, random));
            assertThatThePoolIsWhole(client, pool);
        }
    }

    private void interruptedCall(ResilientClient client, Random random) {
        Thread caller = Thread.currentThread();
        Semaphore interrupted = new Semaphore(0);
        RequestSpec spec = spec(client, random);
        Random moment = new Random(random.nextLong());
        threads.execute(() -> {
            awaitMoment(moment);
            caller.interrupt();
            interrupted.release();
        });
        try {
            assertThat(spec.send().status()).isEqualTo(200);
            answered.incrementAndGet();
        } catch (HopguardException e) {
            assertThat(e).isExactlyInstanceOf(CallCancelledException.class).hasMessageContaining("interrupted");
            assertThat(caller.isInterrupted())
                    .as("the flag when %s is thrown", e)
                    .isTrue();
            ended.merge(e.phase(), 1, Integer::sum);
        }
        interrupted.acquireUninterruptibly();
        assertThat(Thread.interrupted()).as("the flag after the call").isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void noCancelledFutureLosesAConnectionOrAThread(int pool) throws Exception {
        Semaphore free = new Semaphore(CALLERS);
        ExecutorService executor = Executors.newFixedThreadPool(CALLERS);
        ResilientClient client = ResilientClient.builder()
                .timeouts(t -> t.total(Duration.ofSeconds(20)).lease(Duration.ofSeconds(20)))
                .connections(c -> c.maxTotal(pool).maxPerTarget(pool))
                .circuitBreaker(b -> b.off())
                .executor(task -> executor.execute(() -> {
                    task.run();
                    free.release();
                }))
                .build();
        try (client) {
            race(CALLERS, random -> {
                free.acquire();
                cancelledCall(client, random);
            });
            assertThat(free.tryAcquire(CALLERS, 20, TimeUnit.SECONDS))
                    .as("all threads are free")
                    .isTrue();
            free.release(CALLERS);
            assertThatThePoolIsWhole(client, pool);
        } finally {
            executor.shutdownNow();
        }
    }

    private void cancelledCall(ResilientClient client, Random random) {
        CompletableFuture<Response> future = spec(client, random).sendAsync();
        awaitMoment(random);
        boolean cancelled = future.cancel(true);
        assertThat(future.isCancelled()).isEqualTo(cancelled);
        if (!cancelled) {
            assertThat(future.join().status()).isEqualTo(200);
            answered.incrementAndGet();
        }
    }

    private void assertThatThePoolIsWhole(ResilientClient client, int pool) {
        LOG.info("pool of {}: {} answered, ended in {}, {} requests", pool, answered, ended, server.heads());
        assertThat(client.leasedConnections()).isZero();
        assertThat(client.callsUnderWay()).isZero();
        assertThat(answered.get()).isBetween(RACES / 100, RACES - RACES / 100);
        int before = server.heads();
        List<CompletableFuture<Response>> all = new ArrayList<>();
        for (int i = 0; i < pool; i++) {
            all.add(client.get(server.url()).header("X-Faults", "STALL_BEFORE").sendAsync());
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (server.heads() < before + pool && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(server.heads() - before).as("requests at the same time").isEqualTo(pool);
        assertThat(client.leasedConnections()).isEqualTo(pool);
        all.forEach(future -> future.cancel(true));
    }
}

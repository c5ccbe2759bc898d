package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.error.CallCancelledException;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.Phase;
import io.hopguard.client.http.Response;
import io.hopguard.client.wire.LedgerServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls that are ended at a random moment, or just when a connection is handed from one call to another. */
@Timeout(120)
class EndingRaceTest {
    private static final Logger LOG = LoggerFactory.getLogger("figures");
    private static final int RACES = 5_000;
    private static final int CALLERS = 3;
    private static final int SLOW_ONE_OF = 32;
    private static final long SPIN_NANOS = 60_000;
    private static final long ANY_NANOS = 600_000;
    private static final long HAND_OVER_NANOS = 80_000;

    private final LedgerServer server = new LedgerServer("ok");
    private final ExecutorService threads = Executors.newFixedThreadPool(2 * CALLERS);
    private final Deque<Ending> waiting = new ConcurrentLinkedDeque<>();
    private final Map<Phase, Integer> ended = new ConcurrentHashMap<>();
    private final AtomicInteger answered = new AtomicInteger();

    @AfterEach
    void close() throws Exception {
        threads.shutdownNow();
        server.close();
    }

    /** When calls are ended. */
    enum Moment {
        ANY,
        HAND_OVER
    }

    /** What ends a call, once. */
    private static final class Ending {
        private final Runnable action;
        private final Semaphore done = new Semaphore(0);

        Ending(Runnable action) {
            this.action = action;
        }

        void happen() {
            action.run();
            done.release();
        }
    }

    private static ResilientClientBuilder builder(int pool) {
        return ResilientClient.builder()
                .timeouts(t -> t.total(Duration.ofSeconds(20)).lease(Duration.ofSeconds(20)))
                .connections(c -> c.maxTotal(pool).maxPerTarget(pool))
                .bulkhead(b -> b.off())
                .circuitBreaker(b -> b.off());
    }

    private RequestSpec spec(ResilientClient client) {
        String fault = ThreadLocalRandom.current().nextInt(SLOW_ONE_OF) == 0 ? "SLOW" : "NONE";
        return client.get(server.url()).header("X-Faults", fault);
    }

    private static void await(long mostNanos) {
        long nanos = ThreadLocalRandom.current().nextLong(mostNanos);
        long end = System.nanoTime() + nanos;
        if (nanos > 2 * SPIN_NANOS) {
            LockSupport.parkNanos(nanos - SPIN_NANOS);
        }
        while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
    }

    /** The server has answered: the connection is about to go from one call to the next. */
    private void endOneAtTheHandOver() {
        Random random = ThreadLocalRandom.current();
        Ending one = random.nextBoolean() ? waiting.pollFirst() : waiting.pollLast();
        if (one != null) {
            await(HAND_OVER_NANOS);
            one.happen();
        }
    }

    /** One call that is to be ended; false when it was over before. */
    @FunctionalInterface
    private interface Race {
        boolean run() throws Exception;
    }

    private void repeat(Race race) throws Exception {
        server.afterEachAnswer(this::endOneAtTheHandOver);
        AtomicInteger left = new AtomicInteger(RACES);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            running.add(threads.submit(() -> {
                while (left.get() > 0) {
                    left.addAndGet(race.run() ? -1 : 0);
                }
                return null;
            }));
        }
        for (Future<?> one : running) {
            one.get();
        }
        server.afterEachAnswer(() -> {});
    }

    private void prepare(Ending ending, Moment moment) {
        if (moment == Moment.HAND_OVER) {
            waiting.add(ending);
        } else {
            threads.execute(() -> {
                await(ANY_NANOS);
                ending.happen();
            });
        }
    }

    /** The call is over; whether it was to be ended, which then has happened. */
    private boolean hasHappened(Ending ending) {
        if (waiting.remove(ending)) {
            return false;
        }
        ending.done.acquireUninterruptibly();
        return true;
    }

    @ParameterizedTest
    @CsvSource({"1,ANY", "2,ANY", "1,HAND_OVER", "2,HAND_OVER"})
    void noInterruptLosesAConnectionOrTheFlag(int pool, Moment moment) throws Exception {
        try (ResilientClient client = builder(pool).build()) {
            repeat(() -> interruptedCall(client, moment));
            assertThatThePoolIsWhole(client, pool);
        }
    }

    private boolean interruptedCall(ResilientClient client, Moment moment) {
        Thread caller = Thread.currentThread();
        RequestSpec spec = spec(client);
        Ending interrupt = new Ending(caller::interrupt);
        prepare(interrupt, moment);
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
        boolean raced = hasHappened(interrupt);
        assertThat(Thread.interrupted()).as("the flag after the call").isEqualTo(raced);
        return raced;
    }

    @ParameterizedTest
    @CsvSource({"1,ANY", "2,ANY", "1,HAND_OVER", "2,HAND_OVER"})
    void noCancelledFutureLosesAConnectionOrAThread(int pool, Moment moment) throws Exception {
        Semaphore free = new Semaphore(CALLERS);
        ExecutorService workers = Executors.newFixedThreadPool(CALLERS);
        Executor executor = task -> workers.execute(() -> {
            task.run();
            free.release();
        });
        try (ResilientClient client = builder(pool).executor(executor).build()) {
            repeat(() -> {
                free.acquire();
                return cancelledCall(client, moment);
            });
            assertThat(free.tryAcquire(CALLERS, 20, TimeUnit.SECONDS))
                    .as("all threads are free")
                    .isTrue();
            assertThatThePoolIsWhole(client, pool);
        } finally {
            workers.shutdownNow();
        }
    }

    private boolean cancelledCall(ResilientClient client, Moment moment) {
        CompletableFuture<Response> future = spec(client).sendAsync();
        Ending cancel = new Ending(() -> future.cancel(true));
        prepare(cancel, moment);
        if (Mode.result(future.handle((response, failure) -> failure == null))) {
            assertThat(Mode.result(future).status()).isEqualTo(200);
            answered.incrementAndGet();
        } else {
            assertThat(future).isCancelled();
            ended.merge(Phase.ADMISSION, 1, Integer::sum);
        }
        return hasHappened(cancel);
    }

    private void assertThatThePoolIsWhole(ResilientClient client, int pool) {
        LOG.info("pool of {}: {} races; {} answered, ended in {}", pool, RACES, answered, ended);
        assertThat(ended).isNotEmpty();
        assertThat(client.leasedConnections()).isZero();
        assertThat(client.callsUnderWay()).isZero();
        int before = settledHeads();
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

    /** A busy server may still be reading what calls had sent that have long been ended. */
    private int settledHeads() {
        int heads = server.heads();
        for (int quiet = 0; quiet < 50; quiet++) {
            LockSupport.parkNanos(10_000_000);
            quiet = server.heads() == heads ? quiet : 0;
            heads = server.heads();
        }
        return heads;
    }
}

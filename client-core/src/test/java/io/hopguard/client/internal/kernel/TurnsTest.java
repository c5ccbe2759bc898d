package io.hopguard.client.internal.kernel;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final long LONG_NANOS = SECONDS.toNanos(30);

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private static CallControl call() {
        return new CallControl(LONG_NANOS, System::nanoTime, System.nanoTime());
    }

    private static Pause.Outcome acquire(Turns places, CallControl call) {
        return new Pause(Time.SYSTEM).acquire(places, LONG_NANOS, call);
    }

    private static void until(Turns places, int waiting) {
        while (places.waiting() != waiting) {
            Thread.onSpinWait();
        }
    }

    @Test
    void letsThoseWhoWaitInByTheOrderInWhichTheyCame() throws InterruptedException {
        Turns places = new Turns(0);
        BlockingQueue<Integer> order = new LinkedBlockingQueue<>();
        for (int i = 0; i < 20; i++) {
            int number = i;
            threads.execute(() -> {
                if (acquire(places, call()) == Pause.Outcome.OVER) {
                    order.add(number);
                }
            });
            until(places, i + 1);
        }

        for (int i = 0; i < 20; i++) {
            places.release();
            assertThat(order.poll(10, SECONDS)).isEqualTo(i);
        }
    }

    @Test
    void letsNobodyPastThoseWhoWait() throws Exception {
        Turns places = new Turns(0);
        CompletableFuture<Pause.Outcome> first = CompletableFuture.supplyAsync(() -> acquire(places, call()), threads);
        until(places, 1);
        places.release();

        boolean overtaken = places.tryAcquire();

        assertThat(first.get(10, SECONDS)).isEqualTo(Pause.Outcome.OVER);
        assertThat(overtaken).isFalse();
    }

    @Test
    void aWaitEndsWithItsCallAndCostsTheNextNothing() throws Exception {
        Turns places = new Turns(0);
        CompletableFuture<CallControl> begun = new CompletableFuture<>();
        CompletableFuture<Pause.Outcome> first = CompletableFuture.supplyAsync(
                () -> {
                    CallControl call = call();
                    begun.complete(call);
                    return acquire(places, call);
                },
                threads);
        until(places, 1);
        CompletableFuture<Pause.Outcome> second = CompletableFuture.supplyAsync(() -> acquire(places, call()), threads);
        until(places, 2);

        begun.get(10, SECONDS).end(CallControl.End.CANCELLED);
        assertThat(first.get(10, SECONDS)).isEqualTo(Pause.Outcome.ENDED);
        places.release();

        assertThat(second.get(10, SECONDS)).isEqualTo(Pause.Outcome.OVER);
    }

    @Test
    void noPermitIsLostOrMadeByACrowd() throws Exception {
        Turns places = new Turns(3);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<CompletableFuture<Void>> crowd = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            boolean isEnded = i % 7 == 0;
            crowd.add(CompletableFuture.runAsync(() -> stay(places, isEnded, inside, most), threads));
        }

        CompletableFuture.allOf(crowd.toArray(CompletableFuture[]::new)).get(30, SECONDS);

        assertThat(most.get()).isLessThanOrEqualTo(3);
        assertThat(places.availablePermits()).isEqualTo(3);
        assertThat(places.waiting()).isZero();
    }

    private static void stay(Turns places, boolean isEnded, AtomicInteger inside, AtomicInteger most) {
        CallControl call = call();
        if (isEnded) {
            CompletableFuture.runAsync(() -> call.end(CallControl.End.CANCELLED));
        }
        for (int i = 0; i < 50; i++) {
            if (acquire(places, call) == Pause.Outcome.OVER) {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                Thread.yield();
                inside.decrementAndGet();
                places.release();
            }
        }
    }
}

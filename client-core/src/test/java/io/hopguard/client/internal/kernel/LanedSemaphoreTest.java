package io.hopguard.client.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanedSemaphoreTest {
    private static final int THREADS = 6;
    private static final int ROUNDS = 5_000;

    private final AtomicInteger holders = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    private void hold(LanedSemaphore permits) {
        most.accumulateAndGet(holders.incrementAndGet(), Math::max);
        Thread.onSpinWait();
        holders.decrementAndGet();
        permits.release();
    }

    private static void all(Runnable work) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(work);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 100})
    void noMoreAreHeldThanThereAreAndAllComeBack(int permits) throws InterruptedException {
        LanedSemaphore semaphore = new LanedSemaphore(permits);
        all(() -> {
            for (int i = 0; i < ROUNDS; i++) {
                if (semaphore.tryAcquire()) {
                    hold(semaphore);
                } else {
                    refused.incrementAndGet();
                }
            }
        });
        assertThat(most.get()).isBetween(1, permits);
        assertThat(semaphore.availablePermits()).isEqualTo(permits);
        if (permits >= THREADS) {
            assertThat(refused).hasValue(0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void nobodyWaitsInVain(int permits) throws InterruptedException {
        LanedSemaphore semaphore = new LanedSemaphore(permits);
        all(() -> {
            for (int i = 0; i < ROUNDS; i++) {
                try {
                    if (semaphore.tryAcquire() || waits(semaphore)) {
                        hold(semaphore);
                    } else {
                        refused.incrementAndGet();
                    }
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        assertThat(refused).hasValue(0);
        assertThat(most.get()).isBetween(1, permits);
        assertThat(semaphore.availablePermits()).isEqualTo(permits);
    }

    /** Who is woken for nothing comes back, as calls do. */
    private static boolean waits(LanedSemaphore semaphore) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        boolean taken = false;
        while (!taken && System.nanoTime() < until) {
            taken = semaphore.tryAcquire(60, TimeUnit.SECONDS);
        }
        return taken;
    }

    @Test
    void whatLiesInAnothersLaneIsFoundToo() throws InterruptedException {
        LanedSemaphore semaphore = new LanedSemaphore(3);
        all(() -> {
            if (semaphore.tryAcquire()) {
                semaphore.release();
            }
        });
        assertThat(semaphore.tryAcquire()).isTrue();
        assertThat(semaphore.tryAcquire()).isTrue();
        assertThat(semaphore.tryAcquire()).isTrue();
        assertThat(semaphore.tryAcquire()).isFalse();
    }

    @Test
    void withFewerNobodyIsLetInBeforeEnoughHaveComeBack() {
        LanedSemaphore semaphore = new LanedSemaphore(4);
        for (int i = 0; i < 3; i++) {
            assertThat(semaphore.tryAcquire()).isTrue();
        }
        semaphore.release();
        semaphore.fewer(3);
        assertThat(semaphore.availablePermits()).isEqualTo(-1);
        assertThat(semaphore.tryAcquire()).isFalse();
        semaphore.release();
        assertThat(semaphore.tryAcquire()).isFalse();
        semaphore.release();
        assertThat(semaphore.tryAcquire()).isTrue();
        assertThat(semaphore.tryAcquire()).isFalse();
    }
}

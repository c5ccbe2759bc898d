package io.hopguard.client.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A queue that is emptied in order by one thread, and never makes anybody wait. */
class OutboxTest {
    private static final long LONG = TimeUnit.SECONDS.toNanos(30);

    private final List<Integer> delivered = new CopyOnWriteArrayList<>();

    private static boolean runs(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals(name));
    }

    @Test
    void whatIsOfferedIsDeliveredInOrderByOneDaemonThreadThatEndsWithTheRest() {
        AtomicReference<Thread> by = new AtomicReference<>();
        Outbox<Integer> outbox = new Outbox<>(
                piece -> {
                    by.set(Thread.currentThread());
                    delivered.add(piece);
                },
                "outbox-order",
                1_024);
        assertThat(runs("outbox-order")).as("before there is anything to do").isFalse();
        IntStream.range(0, 500).forEach(i -> assertThat(outbox.offer(i)).isTrue());
        outbox.finish();
        outbox.awaitEnd(LONG);
        assertThat(delivered)
                .containsExactlyElementsOf(IntStream.range(0, 500).boxed().toList());
        assertThat(by.get().getName()).isEqualTo("outbox-order");
        assertThat(by.get().isDaemon()).isTrue();
        assertThat(by.get().isAlive()).isFalse();
        assertThat(outbox.dropped()).isZero();
    }

    @Test
    void theOrderOfEachThreadIsKeptWhenManyOffer() throws InterruptedException {
        Outbox<Integer> outbox = new Outbox<>(delivered::add, "outbox-many", 100_000);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            int base = t * 10_000;
            threads.add(new Thread(() -> IntStream.range(base, base + 1_000).forEach(outbox::offer)));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        outbox.finish();
        outbox.awaitEnd(LONG);
        assertThat(delivered).hasSize(4_000);
        for (int t = 0; t < 4; t++) {
            int from = t * 10_000;
            assertThat(delivered.stream().filter(i -> i >= from && i < from + 10_000))
                    .isSorted();
        }
    }

    @Test
    void moreThanFitsIsDroppedAndCounted() throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Outbox<Integer> outbox = new Outbox<>(
                piece -> {
                    reached.countDown();
                    awaitIt(go);
                    delivered.add(piece);
                },
                "outbox-full",
                4);
        outbox.offer(0);
        assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(IntStream.rangeClosed(1, 9).mapToObj(outbox::offer))
                .containsExactly(true, true, true, true, false, false, false, false, false);
        assertThat(outbox.dropped()).isEqualTo(5);
        go.countDown();
        outbox.finish();
        outbox.awaitEnd(LONG);
        assertThat(delivered).containsExactly(0, 1, 2, 3, 4);
        assertThat(outbox.offer(10)).as("after the end").isFalse();
        assertThat(outbox.dropped()).isEqualTo(6);
    }

    private static void awaitIt(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aReceiverThatThrowsOrIsInterruptedIsGivenTheNext() {
        Outbox<Integer> outbox = new Outbox<>(
                piece -> {
                    delivered.add(Thread.currentThread().isInterrupted() ? -1 : piece);
                    if (piece == 1) {
                        throw new AssertionError("red");
                    }
                    Thread.currentThread().interrupt();
                },
                "outbox-throws",
                16);
        IntStream.range(0, 4).forEach(outbox::offer);
        outbox.finish();
        outbox.awaitEnd(LONG);
        assertThat(delivered).containsExactly(0, 1, 2, 3);
    }

    @Test
    void oneThatSleptForLongIsWoken() throws InterruptedException {
        CountDownLatch second = new CountDownLatch(2);
        Outbox<Integer> outbox = new Outbox<>(piece -> second.countDown(), "outbox-sleeps", 16);
        outbox.offer(1);
        Thread thread = Thread.getAllStackTraces().keySet().stream()
                .filter(each -> each.getName().equals("outbox-sleeps"))
                .findFirst()
                .orElseThrow();
        for (int i = 0; i < 2_000 && thread.getState() != Thread.State.WAITING; i++) {
            Thread.sleep(5);
        }
        assertThat(thread.getState()).as("parked without a limit").isEqualTo(Thread.State.WAITING);
        outbox.offer(2);
        assertThat(second.await(10, TimeUnit.SECONDS)).isTrue();
        outbox.finish();
        outbox.awaitEnd(LONG);
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void aReceiverThatBlocksIsInterruptedAndTheRestIsCounted() throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        AtomicReference<Thread> by = new AtomicReference<>();
        Outbox<Integer> outbox = new Outbox<>(
                piece -> {
                    by.set(Thread.currentThread());
                    reached.countDown();
                    awaitIt(new CountDownLatch(1));
                },
                "outbox-blocks",
                16);
        IntStream.range(0, 5).forEach(outbox::offer);
        assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
        outbox.finish();
        outbox.awaitEnd(TimeUnit.MILLISECONDS.toNanos(20));
        by.get().join(10_000);
        assertThat(by.get().isAlive()).isFalse();
        assertThat(outbox.dropped()).isEqualTo(4);
    }

    @Test
    void itsOwnThreadDoesNotWaitForItself() throws InterruptedException {
        CountDownLatch over = new CountDownLatch(2);
        AtomicReference<Outbox<Integer>> self = new AtomicReference<>();
        AtomicReference<Thread> by = new AtomicReference<>();
        self.set(new Outbox<>(
                piece -> {
                    by.set(Thread.currentThread());
                    self.get().finish();
                    self.get().awaitEnd(LONG);
                    over.countDown();
                },
                "outbox-self",
                16));
        self.get().offer(1);
        self.get().offer(2);
        boolean bothWereTaken = self.get().dropped() == 0;
        if (!bothWereTaken) {
            over.countDown();
        }
        assertThat(over.await(10, TimeUnit.SECONDS)).isTrue();
        by.get().join(10_000);
        assertThat(by.get().isAlive()).isFalse();
    }
}

package io.hopguard.client.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hopguard.client.budget.Deadline;
import io.hopguard.client.internal.kernel.AttemptRun;
import io.hopguard.client.policy.ConnectionPolicy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lookups that hang do not hold up those of other hosts. */
@Timeout(20)
class HcLookupsTest {
    private final AtomicLong now = new AtomicLong(1);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final Semaphore begun = new Semaphore(0);
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final HcNames names = new HcNames("test", ConnectionPolicy.builder().build(), null, this::lookUp, now::get);

    private InetAddress[] lookUp(String host) {
        asked.add(host);
        if (host.startsWith("hung")) {
            begun.release();
            awaitGate();
        }
        return new InetAddress[] {InetAddress.getLoopbackAddress()};
    }

    private void awaitGate() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void close() {
        gate.countDown();
        callers.shutdownNow();
        names.close();
    }

    private List<InetAddress> resolve(String host, Duration limit) throws Exception {
        return names.of(host, new AttemptRun(1, Deadline.after(limit.toNanos(), System::nanoTime), System::nanoTime));
    }

    private List<Future<List<InetAddress>>> hang(int from, int to, Duration limit) throws InterruptedException {
        List<Future<List<InetAddress>>> patient = new ArrayList<>();
        for (int i = from; i < to; i++) {
            String host = "hung" + i + ".test";
            patient.add(callers.submit(() -> resolve(host, limit)));
            begun.acquire();
        }
        return patient;
    }

    @Test
    void lookupsThatWereAbandonedDoNotHoldUpOthers() throws Exception {
        for (Future<List<InetAddress>> abandoned : hang(0, HcLookups.THREADS, Duration.ofMillis(300))) {
            assertThatThrownBy(abandoned::get).hasCauseInstanceOf(TimeoutException.class);
        }
        assertThat(resolve("fine.test", Duration.ofSeconds(15))).isNotEmpty();
    }

    @Test
    void lookupsThatHangWhileSomebodyWaitsHoldUpOthersForASecond() throws Exception {
        hang(0, HcLookups.THREADS, Duration.ofSeconds(15));
        Future<List<InetAddress>> other = callers.submit(() -> resolve("fine.test", Duration.ofSeconds(15)));
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        names.widen();
        assertThat(other.get()).isNotEmpty();
    }

    @Test
    void noMoreThanThirtyTwoThreadsHang() throws Exception {
        for (int i = 0; i < HcLookups.MOST; i++) {
            hang(i, i + 1, Duration.ofSeconds(15));
            now.addAndGet(Duration.ofSeconds(1).toNanos());
        }
        names.widen();
        assertThatThrownBy(() -> resolve("fine.test", Duration.ofMillis(50))).isInstanceOf(TimeoutException.class);
        assertThat(asked).hasSize(HcLookups.MOST);
        gate.countDown();
        assertThat(resolve("late.test", Duration.ofSeconds(15))).isNotEmpty();
        assertThat(asked).as("nobody waited for it any more").doesNotContain("fine.test");
    }

    @Test
    void aLookupThatWasSkippedIsMadeWhenSomebodyAsksAgain() throws Exception {
        hang(0, HcLookups.THREADS, Duration.ofSeconds(15));
        assertThatThrownBy(() -> resolve("fine.test", Duration.ofMillis(50))).isInstanceOf(TimeoutException.class);
        gate.countDown();
        assertThat(resolve("fine.test", Duration.ofSeconds(15))).isNotEmpty();
    }

    @Test
    void addressesThatCouldNotBeConnectedToAreAskedForAgain() throws Exception {
        List<InetAddress> first = resolve("fine.test", Duration.ofSeconds(15));
        asked.clear();
        names.distrust("fine.test", List.of(InetAddress.getByName("192.0.2.1")));
        resolve("fine.test", Duration.ofSeconds(15));
        assertThat(asked).as("others than those that are kept").isEmpty();
        names.distrust("fine.test", first);
        resolve("fine.test", Duration.ofSeconds(15));
        assertThat(asked).containsExactly("fine.test");
        asked.clear();
        resolve("fine.test", Duration.ofSeconds(15));
        assertThat(asked).as("the new ones are trusted").isEmpty();
    }

    @Test
    void distrustedAddressesServeWhereThereAreNoOthers() throws Exception {
        CountDownLatch once = new CountDownLatch(1);
        try (HcNames failing = new HcNames(
                "test",
                ConnectionPolicy.builder().build(),
                null,
                host -> {
                    if (once.getCount() == 0) {
                        throw new UnknownHostException(host);
                    }
                    once.countDown();
                    return new InetAddress[] {InetAddress.getLoopbackAddress()};
                },
                now::get)) {
            AttemptRun run = new AttemptRun(
                    1, Deadline.after(Duration.ofSeconds(15).toNanos(), System::nanoTime), System::nanoTime);
            List<InetAddress> found = failing.of("fine.test", run);
            failing.distrust("fine.test", found);
            assertThat(failing.of("fine.test", run)).isEqualTo(found);
        }
    }
}

package io.hopguard.client.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hopguard.client.budget.Deadline;
import io.hopguard.client.error.InvalidRequestException;
import io.hopguard.client.internal.kernel.AttemptRun;
import io.hopguard.client.policy.ConnectionPolicy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How names are looked up and kept, with a resolver and a clock in the test's hand. */
@Timeout(20)
class HcNamesTest {
    private final AtomicLong now = new AtomicLong(1);
    private final AtomicInteger lookups = new AtomicInteger();
    private final CountDownLatch gate = new CountDownLatch(1);
    private volatile HcName.Source source = host -> addresses(1);
    private final HcNames names = open(ConnectionPolicy.builder().build());

    private HcNames open(ConnectionPolicy policy) {
        HcName.Source counted = host -> {
            lookups.incrementAndGet();
            return source.lookUp(host);
        };
        return new HcNames("test", policy, null, counted, now::get);
    }

    @AfterEach
    void close() {
        gate.countDown();
        names.close();
    }

    private static InetAddress[] addresses(int last) {
        try {
            return new InetAddress[] {InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last})};
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private InetAddress[] afterTheGate() {
        try {
            gate.await();
            return addresses(9);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static AttemptRun attempt(Duration limit) {
        return new AttemptRun(1, Deadline.after(limit.toNanos(), System::nanoTime), System::nanoTime);
    }

    private List<InetAddress> resolve(String host) throws Exception {
        return names.of(host, attempt(Duration.ofSeconds(15)));
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void aNameIsLookedUpAgainWhenItsTimeToLiveIsOver() throws Exception {
        assertThat(resolve("api.test")).containsExactly(addresses(1));
        source = host -> addresses(2);
        pass(Duration.ofSeconds(30).minusNanos(1));
        assertThat(resolve("api.test")).containsExactly(addresses(1));
        pass(Duration.ofNanos(1));
        assertThat(resolve("api.test")).containsExactly(addresses(2));
        assertThat(lookups).hasValue(2);
    }

    @Test
    void withoutATimeToLiveEachConnectionAsks() throws Exception {
        try (HcNames eager = open(ConnectionPolicy.builder()
                .dnsTimeToLive(Duration.ZERO)
                .dnsStaleFor(Duration.ZERO)
                .build())) {
            for (int i = 0; i < 3; i++) {
                assertThat(eager.of("api.test", attempt(Duration.ofSeconds(15))))
                        .containsExactly(addresses(1));
            }
        }
        assertThat(lookups).hasValue(3);
    }

    @Test
    void staleAddressesServeWhileTheLookupFails() throws Exception {
        resolve("api.test");
        source = host -> {
            throw new UnknownHostException(host);
        };
        pass(Duration.ofSeconds(630).minusNanos(1));
        assertThat(resolve("api.test")).containsExactly(addresses(1));
        assertThat(resolve("api.test")).containsExactly(addresses(1));
        assertThat(lookups).hasValue(2);
        pass(Duration.ofNanos(1));
        assertThatThrownBy(() -> resolve("api.test")).isExactlyInstanceOf(UnknownHostException.class);
    }

    @Test
    void staleAddressesServeWhileTheLookupIsSlow() throws Exception {
        resolve("api.test");
        source = host -> afterTheGate();
        pass(Duration.ofMinutes(1));
        long start = System.nanoTime();
        assertThat(resolve("api.test")).containsExactly(addresses(1));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(99), Duration.ofSeconds(2));
        pass(Duration.ofSeconds(1));
        for (int i = 0; i < 100; i++) {
            assertThat(resolve("api.test")).containsExactly(addresses(1));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        assertThat(lookups).hasValue(2);
    }

    @Test
    void aFailureIsKeptForASecond() throws Exception {
        source = host -> {
            throw new UnknownHostException(host);
        };
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> resolve("api.test"))
                    .isExactlyInstanceOf(UnknownHostException.class)
                    .hasMessage("api.test");
        }
        assertThat(lookups).hasValue(1);
        source = host -> addresses(2);
        pass(Duration.ofSeconds(1));
        assertThat(resolve("api.test")).containsExactly(addresses(2));
    }

    @Test
    void aResolverThatBreaksFailsTheCallAndNotTheNextOne() throws Exception {
        source = host -> {
            throw new IllegalStateException("broken");
        };
        assertThatThrownBy(() -> resolve("api.test")).isExactlyInstanceOf(UnknownHostException.class);
        source = host -> addresses(3);
        pass(Duration.ofSeconds(1));
        assertThat(resolve("api.test")).containsExactly(addresses(3));
    }

    @Test
    void fiftyCallersShareOneLookup() throws Exception {
        source = host -> afterTheGate();
        ExecutorService callers = Executors.newFixedThreadPool(50);
        try {
            CountDownLatch asking = new CountDownLatch(50);
            List<Future<List<InetAddress>>> answers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                answers.add(callers.submit(() -> {
                    asking.countDown();
                    return resolve("api.test");
                }));
            }
            asking.await();
            gate.countDown();
            for (Future<List<InetAddress>> answer : answers) {
                assertThat(answer.get()).containsExactly(addresses(9));
            }
        } finally {
            callers.shutdownNow();
        }
        assertThat(lookups).hasValue(1);
    }

    @Test
    void noMoreThanAThousandNamesAreKept() throws Exception {
        for (int i = 0; i < 1_200; i++) {
            resolve("n" + i + ".test");
        }
        assertThat(names.kept()).isEqualTo(1_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "192.0.2.255", "::1", "2001:db8::1", "::ffff:127.0.0.1"})
    void addressesAreNotLookedUp(String host) throws Exception {
        assertThat(resolve(host)).containsExactly(InetAddress.getByName(host));
        assertThat(lookups).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.1", "0", "0177.0.0.1", "0x7f.1", "a.0X7F", "1.2.3.256", "127.0.0.1.", "1.2.3", "::g", ":::1"
            })
    void otherSpellingsOfAddressesAreRefusedAndNotLookedUp(String host) {
        assertThatThrownBy(() -> resolve(host)).isExactlyInstanceOf(InvalidRequestException.class);
        assertThat(lookups).hasValue(0);
    }
}

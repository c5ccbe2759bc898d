package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.error.CallCancelledException;
import io.hopguard.client.error.DeadlineExceededException;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.Phase;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.Time;
import io.hopguard.client.internal.transport.HcTransport;
import io.hopguard.client.internal.transport.Resolving;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A lookup that hangs holds nobody beyond the deadline. */
@Timeout(20)
class SlowLookupTest {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final HcTransport transport = Resolving.transport(null, host -> hang());

    private InetAddress[] hang() {
        begun.countDown();
        boolean open = false;
        while (!open) {
            try {
                gate.await();
                open = true;
            } catch (InterruptedException e) {
                // As a lookup of the JDK does, it takes no notice.
                open = false;
            }
        }
        return new InetAddress[] {InetAddress.getLoopbackAddress()};
    }

    private ResilientClient client(Duration total) {
        return ResilientClient.builder()
                .timeouts(t -> t.total(total))
                .internals(Time.SYSTEM, () -> 0.5, transport)
                .build();
    }

    @AfterEach
    void close() {
        gate.countDown();
        transport.close();
        Thread.interrupted();
    }

    @ParameterizedTest
    @EnumSource
    void theDeadlineEndsTheCall(Mode mode) {
        try (ResilientClient client = client(Duration.ofMillis(300))) {
            // The first call loads classes, which is not what is measured.
            Rig.failureOf(mode, client.get("http://api.test/"));
            long start = System.nanoTime();
            HopguardException failure = Rig.failureOf(mode, client.get("http://api.test/"));
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            assertThat(failure).isExactlyInstanceOf(DeadlineExceededException.class);
            assertThat(failure.phase()).isEqualTo(Phase.DNS);
            assertThat(took).isBetween(Duration.ofMillis(299), Duration.ofMillis(600));
            assertThat(transport.leased()).isZero();
        }
    }

    @Test
    void anInterruptEndsTheCallAndIsKept() throws InterruptedException {
        try (ResilientClient client = client(Duration.ofSeconds(15))) {
            Thread caller = Thread.currentThread();
            Thread interrupter = new Thread(() -> {
                awaitBegin();
                caller.interrupt();
            });
            interrupter.start();
            HopguardException failure = Rig.failureOf(Mode.BLOCKING, client.get("http://api.test/"));
            assertThat(failure)
                    .isExactlyInstanceOf(CallCancelledException.class)
                    .hasMessageContaining("interrupted");
            assertThat(Thread.interrupted()).isTrue();
            interrupter.join();
            assertThat(transport.leased()).isZero();
        }
    }

    @Test
    void aCancelledFutureFreesItsThreadAndItsConnection() throws InterruptedException {
        CountDownLatch free = new CountDownLatch(1);
        ResilientClient client = ResilientClient.builder()
                .timeouts(t -> t.total(Duration.ofSeconds(15)).attempt(Duration.ofSeconds(15)))
                .internals(Time.SYSTEM, () -> 0.5, transport)
                .executor(task -> new Thread(() -> {
                            task.run();
                            free.countDown();
                        })
                        .start())
                .build();
        try (client) {
            CompletableFuture<Response> future = client.get("http://api.test/").sendAsync();
            awaitBegin();
            long start = System.nanoTime();
            future.cancel(true);
            free.await();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
            assertThat(future).isCancelled();
            assertThat(transport.leased()).isZero();
        }
    }

    private void awaitBegin() {
        try {
            begun.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hopguard.client.error.ConnectionLostException;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.wire.RawServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Requests that must not be more than they should be. */
final class SecurityOfRepetition {
    private static final int CLIENTS = 1_000;
    private static final int INTERRUPTS = 10_000;
    private static final int BUCKETS = 10;

    private SecurityOfRepetition() {}

    static void retriesOffMeansOneRequest() throws IOException {
        try (RawServer server = new RawServer(c -> {
                    while (c.request() != null) {
                        c.respond(503, "busy");
                    }
                });
                ResilientClient client =
                        ResilientClient.builder().retry(r -> r.off()).build();
                ResilientClient retrying = ResilientClient.builder().build()) {
            assertThat(client.get(server.url()).send().status()).isEqualTo(503);
            assertThat(server.requests()).isOne();
            assertThat(retrying.get(server.url()).noRetry().send().status()).isEqualTo(503);
            assertThat(server.requests()).isEqualTo(2);
        }
    }

    static void interruptsLeaveThePoolWhole() throws Exception {
        try (RawServer server = new RawServer(c -> {
                    while (c.request() != null) {
                        c.respond(200, "ok");
                    }
                });
                ResilientClient client = ResilientClient.builder()
                        .connections(c -> c.maxPerTarget(2))
                        .bulkhead(b -> b.maxConcurrentCalls(2))
                        .circuitBreaker(b -> b.off())
                        .retry(r -> r.off())
                        .build()) {
            interrupting(() -> {
                try {
                    client.get(server.url()).send();
                } catch (HopguardException e) {
                    // What it is called is CancellationTest's affair.
                }
            });
            assertThat(client.leasedConnections()).isZero();
            for (int i = 0; i < 4; i++) {
                assertThat(client.get(server.url()).fetch(String.class)).isEqualTo("ok");
            }
        }
    }

    /** Runs the call again and again on a thread that another one keeps interrupting. */
    private static void interrupting(Runnable call) throws InterruptedException {
        AtomicBoolean done = new AtomicBoolean();
        Thread caller = new Thread(() -> {
            while (!done.get()) {
                call.run();
                Thread.interrupted();
            }
        });
        caller.start();
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < INTERRUPTS; i++) {
            caller.interrupt();
            for (long until = System.nanoTime() + random.nextInt(200_000); System.nanoTime() < until; ) {
                Thread.onSpinWait();
            }
        }
        done.set(true);
        caller.join(20_000);
        assertThat(caller.isAlive()).as("the caller is stuck").isFalse();
    }

    /** All lose their connection in the same instant, and no moment afterwards sees twice its even share of retries. */
    static void aThousandClientsDoNotComeBackAsAHerd() {
        int[] arrivals = new int[BUCKETS];
        SplittableRandom chance = new SplittableRandom(5);
        for (int i = 0; i < CLIENTS; i++) {
            Rig rig = new Rig();
            rig.with(builder -> builder.internals(rig.time, chance::nextDouble, rig.transport)
                            .retry(r -> r.backoff(Duration.ofMillis(100), Duration.ofSeconds(2))))
                    .then(Fault.LOST)
                    .then(exchange -> {
                        arrivals[(int) (rig.time.passed().toMillis() / BUCKETS)]++;
                        return ScriptedTransport.answers(200).execute(exchange);
                    });
            assertThat(rig.client().get("/orders").send().status()).isEqualTo(200);
        }
        int steady = CLIENTS / BUCKETS;
        assertThat(arrivals).as("retries in each 10 ms").satisfies(counts -> {
            for (int count : counts) {
                assertThat(count).isBetween(1, 2 * steady);
            }
        });
    }

    static void aPaymentIsBookedOnce() throws IOException {
        Map<String, Integer> ledger = new ConcurrentHashMap<>();
        List<String> unkeyed = new CopyOnWriteArrayList<>();
        AtomicInteger answersLost = new AtomicInteger();
        try (RawServer server = new RawServer(c -> {
                    for (String request = c.request(); request != null; request = c.request()) {
                        String key = key(request);
                        if (key == null) {
                            unkeyed.add(request);
                            return;
                        }
                        ledger.merge(key, 1, Integer::sum);
                        if (answersLost.incrementAndGet() == 1) {
                            return;
                        }
                        c.respond(201, "booked");
                    }
                });
                ResilientClient client = ResilientClient.builder()
                        .retry(r -> r.backoff(Duration.ofMillis(1), Duration.ofMillis(1)))
                        .build()) {
            assertThat(client.post(server.url() + "/pay")
                            .idempotencyKey()
                            .text("5")
                            .send()
                            .status())
                    .isEqualTo(201);
            assertThat(ledger).hasSize(1).containsValue(2);
            HopguardException failure = catchThrowableOfType(
                    HopguardException.class,
                    () -> client.post(server.url() + "/pay").text("5").send());
            assertThat(failure).isInstanceOf(ConnectionLostException.class);
            assertThat(failure.outcomeUnknown()).isTrue();
            assertThat(unkeyed).hasSize(1);
        }
    }

    private static String key(String request) {
        return request.lines()
                .filter(line -> line.startsWith("Idempotency-Key: "))
                .findFirst()
                .orElse(null);
    }
}

package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.error.ConnectFailedException;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.wire.LedgerServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the client says of twenty thousand faulty requests, beside what the server has in its ledger. */
class FaultLedgerTest {
    private static final Logger LOG = LoggerFactory.getLogger("figures");
    private static final int CALLS = 20_000;
    private static final int CALLERS = 16;
    private static final int ATTEMPTS = 3;
    private static final int REFUSED_OF_HUNDRED = 4;
    private static final int STALLED_OF_THOUSAND = 12;
    private static final long SEED = 20_260_301;

    /** All but the stalls, which are rarer because they take their time. */
    private static final List<LedgerServer.Fault> QUICK = Arrays.stream(LedgerServer.Fault.values())
            .filter(fault -> fault.compareTo(LedgerServer.Fault.STALL_BEFORE) < 0
                    || fault.compareTo(LedgerServer.Fault.STALL_AFTER) > 0)
            .filter(fault -> fault != LedgerServer.Fault.SLOW)
            .toList();

    /** One call, and what the client said of it. */
    private record Told(
            String call,
            boolean keyed,
            boolean refused,
            @Nullable HopguardException failure) {
        boolean known() {
            return failure != null && !failure.outcomeUnknown();
        }

        /** The server has answered every attempt with a status that says that it did nothing. */
        boolean onlyTurnedAway() {
            return failure != null
                    && failure.attempts().stream()
                            .allMatch(attempt -> Integer.valueOf(503).equals(attempt.status()));
        }
    }

    @Test
    @Timeout(120)
    void theClientNeverSaysAnythingThatTheLedgerContradicts() throws Exception {
        try (LedgerServer server = new LedgerServer("ok");
                Socket nobody = new Socket();
                ResilientClient client = client()) {
            nobody.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            String refusing = "http://127.0.0.1:" + nobody.getLocalPort();
            long start = System.nanoTime();
            List<Told> told = callAll(client, server.url(), refusing);
            LOG.info("{} ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
            assertThat(told).hasSize(CALLS);
            told.forEach(one -> check(one, server));
            assertThat(client.leasedConnections()).isZero();
            assertThatMuchHasHappened(told, server);
        }
    }

    private static ResilientClient client() {
        return ResilientClient.builder()
                .timeouts(t -> t.total(Duration.ofMillis(600))
                        .attempt(Duration.ofMillis(80))
                        .minAttempt(Duration.ofMillis(1)))
                .retry(r -> r.maxAttempts(ATTEMPTS).backoff(Duration.ofMillis(1), Duration.ofMillis(1)))
                .retryBudget(b -> b.off())
                .circuitBreaker(b -> b.off())
                .build();
    }

    private static List<Told> callAll(ResilientClient client, String url, String refusing) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Future<List<Told>>> parts = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                int first = caller;
                parts.add(callers.submit(() -> IntStream.iterate(first, i -> i < CALLS, i -> i + CALLERS)
                        .mapToObj(i -> call(i, client, url, refusing))
                        .toList()));
            }
            List<Told> told = new ArrayList<>();
            for (Future<List<Told>> part : parts) {
                told.addAll(part.get());
            }
            return told;
        } finally {
            callers.shutdownNow();
        }
    }

    private static Told call(int number, ResilientClient client, String url, String refusing) {
        Random random = new Random(SEED + number);
        boolean keyed = random.nextBoolean();
        boolean refused = random.nextInt(100) < REFUSED_OF_HUNDRED;
        String faults = IntStream.range(0, ATTEMPTS)
                .mapToObj(attempt -> fault(random).name())
                .collect(Collectors.joining(","));
        String call = "call-" + number;
        RequestSpec spec = client.post((refused ? refusing : url) + "/payments")
                .header("X-Call", call)
                .header("X-Faults", faults)
                .bytes(new byte[10], "application/octet-stream");
        spec = keyed ? spec.idempotencyKey() : spec.timeout(Duration.ofMillis(160));
        try {
            spec.fetch(String.class);
            return new Told(call, keyed, refused, null);
        } catch (HopguardException e) {
            return new Told(call, keyed, refused, e);
        }
    }

    private static LedgerServer.Fault fault(Random random) {
        if (random.nextInt(1_000) < STALLED_OF_THOUSAND) {
            return random.nextBoolean() ? LedgerServer.Fault.STALL_BEFORE : LedgerServer.Fault.STALL_AFTER;
        }
        return QUICK.get(random.nextInt(QUICK.size()));
    }

    private static void check(Told told, LedgerServer server) {
        int entries = server.entries(told.call);
        assertThat(entries).as("entries of %s", told).isLessThanOrEqualTo(1);
        if (!told.keyed) {
            assertThat(server.requests(told.call)).as("requests of %s", told).isLessThanOrEqualTo(1);
        }
        if (told.failure == null) {
            assertThat(entries).as("a success in the ledger: %s", told).isOne();
        }
        if (told.known()) {
            assertThat(entries)
                    .as("a known failure is not in the ledger: %s", told)
                    .isZero();
        }
        if (told.onlyTurnedAway()) {
            assertThat(told.known()).as("nothing is unknown about %s", told).isTrue();
        }
        if (told.refused && told.failure instanceof ConnectFailedException) {
            assertThat(told.known()).as("nothing is unknown about %s", told).isTrue();
        }
    }

    private static void assertThatMuchHasHappened(List<Told> told, LedgerServer server) {
        long good = told.stream().filter(one -> one.failure == null).count();
        long unknown =
                told.stream().filter(one -> one.failure != null && !one.known()).count();
        long unknownAndApplied = told.stream()
                .filter(one -> one.failure != null && !one.known() && server.entries(one.call) == 1)
                .count();
        long repeated =
                told.stream().filter(one -> server.requests(one.call) > 1).count();
        LOG.info(
                "{} calls: {} good, {} unknown of which {} were applied, {} repeated, {} requests",
                told.size(),
                good,
                unknown,
                unknownAndApplied,
                repeated,
                server.heads());
        assertThat(good).isGreaterThan(CALLS / 10);
        assertThat(unknown - unknownAndApplied).isGreaterThan(CALLS / 20);
        assertThat(unknownAndApplied).isGreaterThan(CALLS / 20);
        assertThat(repeated).isGreaterThan(CALLS / 10);
    }
}

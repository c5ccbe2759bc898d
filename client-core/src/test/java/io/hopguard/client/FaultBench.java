package io.hopguard.client;

import io.hopguard.client.error.HopguardException;
import io.hopguard.client.http.Response;
import io.hopguard.client.wire.FaultRelay;
import io.hopguard.client.wire.LedgerServer;
import io.hopguard.client.wire.WireFault;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One call over a broken wire, and everything that can be said about it afterwards. */
final class FaultBench {
    /** Time for a loaded machine to notice that the time is over. */
    static final Duration ROOM = Duration.ofMillis(250);

    private static final Duration AMPLE = Duration.ofSeconds(20);
    private static final Duration HASTY = Duration.ofMillis(800);
    private static final Duration HASTY_ATTEMPT = Duration.ofMillis(200);
    private static final Duration SHORT = Duration.ofMillis(1);

    /** The kinds of requests whose retries differ. */
    enum Kind {
        GET("GET", false),
        PUT("PUT", false),
        KEYED("POST", true),
        POST("POST", false);

        private final String method;
        private final boolean keyed;

        Kind(String method, boolean keyed) {
            this.method = method;
            this.keyed = keyed;
        }

        RequestSpec on(ResilientClient client, String url) {
            RequestSpec spec = client.request(method, url + "/orders");
            spec = this == GET ? spec : spec.bytes(new byte[64 * 1024], "application/octet-stream");
            return keyed ? spec.idempotencyKey() : spec;
        }
    }

    /**
     * What came of it.
     *
     * @param failure null when there was a response
     * @param attempts how many the call's own story tells
     * @param read requests whose heads were read at the other end
     * @param applied entries in the server's ledger
     * @param after status of the next call, over a whole wire; 0 when it failed
     * @param threads that have not ended after everything was closed
     */
    record Result(
            @Nullable HopguardException failure,
            int attempts,
            int read,
            int applied,
            Duration overdue,
            int leased,
            int after,
            List<String> threads) {
        boolean unknown() {
            return failure != null && failure.outcomeUnknown();
        }

        /** For a table: what, attempts/read/applied, and whether the outcome is unknown. */
        String cell() {
            String outcome =
                    failure == null ? "ok" : failure.getClass().getSimpleName().replace("Exception", "");
            return outcome + " " + attempts + "/" + read + "/" + applied + (unknown() ? " ?" : "");
        }
    }

    private final WireFault fault;
    private final int times;
    private final Duration total;
    private final String name = "bench-" + System.nanoTime();

    FaultBench(WireFault fault, int times) {
        this.fault = fault;
        this.times = times;
        this.total = fault.stalls() ? HASTY : AMPLE;
    }

    private ResilientClient client() {
        return ResilientClient.builder()
                .name(name)
                .timeouts(t -> t.total(total).attempt(fault.stalls() ? HASTY_ATTEMPT : AMPLE))
                .retry(r -> r.backoff(SHORT, SHORT))
                .circuitBreaker(b -> b.off())
                .build();
    }

    Result run(Kind kind) throws IOException {
        LedgerServer server = new LedgerServer();
        FaultRelay relay = new FaultRelay(server.port());
        Result result;
        try (server;
                relay;
                ResilientClient client = client()) {
            client.get(server.url()).send();
            int warm = server.heads();
            relay.inject(fault, times);
            result = call(kind, client, relay, server, warm);
        }
        return new Result(
                result.failure,
                result.attempts,
                result.read,
                result.applied,
                result.overdue,
                result.leased,
                result.after,
                threadsLeft(relay));
    }

    private Result call(Kind kind, ResilientClient client, FaultRelay relay, LedgerServer server, int warm)
            throws IOException {
        HopguardException failure = null;
        int attempts = 0;
        long start = System.nanoTime();
        try {
            Response response = kind.on(client, relay.url(fault.scheme())).send();
            attempts = response.attempts().size();
        } catch (HopguardException e) {
            failure = e;
            attempts = e.attempts().size();
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        int leased = client.leasedConnections();
        int read = Math.max(relay.heads(), server.heads() - warm);
        int applied = server.entries() - warm;
        relay.heal();
        int after = next(client, relay);
        return new Result(failure, attempts, read, applied, took.minus(total), leased, after, List.of());
    }

    private static int next(ResilientClient client, FaultRelay relay) {
        try {
            return client.get(relay.url("http"))
                    .timeout(Duration.ofSeconds(10))
                    .send()
                    .status();
        } catch (HopguardException e) {
            return 0;
        }
    }

    /** Given a moment to end. */
    private List<String> threadsLeft(FaultRelay relay) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        List<String> left = threads();
        while ((!left.isEmpty() || relay.threads() > 0) && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(1_000_000);
            left = threads();
        }
        return left;
    }

    private List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(thread -> thread.startsWith("fault-relay") || thread.contains(name))
                .toList();
    }
}

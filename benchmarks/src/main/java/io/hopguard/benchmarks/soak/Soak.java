package io.hopguard.benchmarks.soak;

import io.hopguard.benchmarks.server.ServerProcess;
import io.hopguard.client.ResilientClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** The whole of it: server, client, warm-up, calls, and what is found afterwards. */
final class Soak {
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** So low that a spell of faults opens the breaker: its way back has to be walked, too. */
    private static final int FAILURE_PERCENT = 25;

    /** Longer than any limit of the client's. */
    private static final int STALL_MILLIS = 5_000;

    /**
     * What came of it.
     *
     * @param findings what was found
     * @param tally what was counted
     * @param nanos how long the counted calls took
     * @param server what the server has counted
     */
    record Result(Findings findings, Tally tally, long nanos, Map<String, Long> server) {}

    private final SoakPlan plan;
    private final Progress progress;

    Soak(SoakPlan plan, Progress progress) {
        this.plan = plan;
        this.progress = progress;
    }

    Result run() throws IOException, InterruptedException {
        Tally tally = new Tally();
        Tally warmUp = new Tally();
        try (ServerProcess server = server(plan);
                Interrupter interrupter = new Interrupter();
                ResilientClient client = client(server.url(), tally);
                Workers workers = new Workers(plan, new SoakCalls(client, interrupter))) {
            Probes probes = new Probes(client, workers, plan.places());
            progress.watch("warm-up", warmUp, plan.warmUp());
            workers.make(plan.warmUp(), warmUp);
            atRest(probes);
            long heapBefore = Probes.heapBytes();
            tally.startAnew();
            progress.watch("calls", tally, plan.calls());
            long start = System.nanoTime();
            workers.make(plan.calls(), tally);
            long nanos = System.nanoTime() - start;
            progress.end();
            Map<String, Long> counts = server.counts();
            warmUp.strange().keySet().forEach(tally::strange);
            return new Result(findings(probes, client, server, tally, heapBefore), tally, nanos, counts);
        }
    }

    private static ServerProcess server(SoakPlan plan) throws IOException {
        return new ServerProcess(
                SoakServer.class,
                Long.toString(plan.seed()),
                Double.toString(plan.faultShare()),
                Integer.toString(STALL_MILLIS));
    }

    private ResilientClient client(String url, Tally tally) {
        return ResilientClient.builder()
                .name("soak")
                .baseUri(url)
                .timeouts(t -> t.total(SoakCalls.TOTAL)
                        .attempt(Duration.ofMillis(300))
                        .minAttempt(Duration.ofMillis(1))
                        .streamTotal(Duration.ofSeconds(2))
                        .streamIdle(Duration.ofSeconds(1)))
                .retry(r -> r.backoff(Duration.ofMillis(5), Duration.ofMillis(50)))
                .circuitBreaker(b -> b.failureRateThreshold(FAILURE_PERCENT).openFor(Duration.ofMillis(20)))
                .bulkhead(b -> b.maxConcurrentCalls(plan.places()))
                .connections(c -> c.maxPerTarget(plan.places()))
                .meterRegistry(new SimpleMeterRegistry())
                .listener(tally, Runnable::run) // counts, and must miss none
                .build();
    }

    /** Brings the client into the same state each time: as many kept connections as there are places. */
    private static void atRest(Probes probes) throws InterruptedException {
        if (probes.leased() + probes.underWay() > 0 || !probes.breakerCloses() || !probes.allPlacesFree()) {
            throw new IllegalStateException("the client does not come to rest after the warm-up");
        }
    }

    private Findings findings(Probes probes, ResilientClient client, ServerProcess server, Tally tally, long heapBefore)
            throws InterruptedException {
        long ended = tally.endedCalls();
        long leased = probes.leased();
        long underWay = probes.underWay();
        boolean breakerCloses = probes.breakerCloses();
        boolean allPlacesFree = probes.allPlacesFree();
        long heapAfter = Probes.heapBytes();
        boolean peace = client.close(GRACE);
        return new Findings(
                ended,
                tally.strange(),
                leased,
                underWay,
                breakerCloses,
                allPlacesFree,
                heapBefore,
                heapAfter,
                peace,
                Probes.openConnections(server),
                Probes.clientThreads());
    }
}

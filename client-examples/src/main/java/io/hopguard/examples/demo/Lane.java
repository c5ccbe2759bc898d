package io.hopguard.examples.demo;

import io.hopguard.examples.demo.Outcome.Failure;
import io.hopguard.examples.demo.Outcome.Result;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** One contestant with a gateway and an application of its own, so that nobody disturbs another. */
final class Lane implements AutoCloseable {
    private static final int GATEWAY_LIMIT_MILLIS = 500;
    private static final long SLOW_MILLIS = 1_500;
    private static final int CALLERS = 32;

    private final Upstream upstream;
    private final Gateway gateway;
    private final Contestant contestant;
    private final Scoreboard scoreboard = new Scoreboard();
    private final ExecutorService callers;
    private final List<Integer> requestsAtStart = new ArrayList<>();
    private volatile long backNanos;

    private Lane(Upstream upstream, Gateway gateway, Contestant contestant) {
        this.upstream = upstream;
        this.gateway = gateway;
        this.contestant = contestant;
        this.callers = Executors.newFixedThreadPool(CALLERS, DaemonThreads.named("demo-caller"));
    }

    static Lane open(ExecutorService threads, long seed, Contestant.Maker maker) throws IOException {
        Upstream upstream = Upstream.open(threads, seed, SLOW_MILLIS);
        Gateway gateway = new Gateway(threads, upstream.port(), GATEWAY_LIMIT_MILLIS);
        return new Lane(upstream, gateway, maker.make(URI.create("http://127.0.0.1:" + gateway.port())));
    }

    Contestant contestant() {
        return contestant;
    }

    Scoreboard scoreboard() {
        return scoreboard;
    }

    /** Calls that are not counted, so that nobody is measured while its classes are loaded. */
    void warmUp(int calls) {
        for (int i = 0; i < calls; i++) {
            called(i, 0, System.nanoTime());
        }
    }

    /** Begins a phase. One thread at a time. */
    void begin(Phase phase) throws IOException, InterruptedException {
        requestsAtStart.add(gateway.requests());
        boolean accepted = upstream.accepts();
        upstream.suffer(phase.trouble());
        if (!accepted && upstream.accepts()) {
            backNanos = System.nanoTime();
        }
    }

    /** How many requests at once the gateway lets through from now on. */
    void admit(int atOnce) {
        gateway.admit(atOnce);
    }

    /** Has a caller make a call, as soon as one is free. */
    void call(int id, int phase, long dueNanos) {
        callers.execute(() -> scoreboard.note(called(id, phase, dueNanos)));
    }

    private Outcome called(int id, int phase, long dueNanos) {
        try {
            Order order = contestant.ask(id);
            Result result = order.equals(Order.numbered(id)) ? Result.RIGHT : Result.WRONG;
            return new Outcome(phase, dueNanos, System.nanoTime(), result, null);
        } catch (Exception e) {
            return new Outcome(phase, dueNanos, System.nanoTime(), Result.FAILED, Failure.of(e));
        }
    }

    /** Lets the calls under way end, but not for ever. */
    void finish(long endNanos) throws InterruptedException {
        callers.shutdown();
        if (!callers.awaitTermination(endNanos - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            callers.shutdownNow();
            callers.awaitTermination(100, TimeUnit.MILLISECONDS);
        }
    }

    Figures figures() {
        List<Integer> sent = new ArrayList<>();
        for (int phase = 0; phase < requestsAtStart.size(); phase++) {
            boolean last = phase + 1 == requestsAtStart.size();
            int end = last ? gateway.requests() : requestsAtStart.get(phase + 1);
            sent.add(end - requestsAtStart.get(phase));
        }
        return Figures.of(scoreboard.outcomes(), sent, backNanos);
    }

    @Override
    public void close() throws IOException {
        callers.shutdownNow();
        contestant.close();
        gateway.close();
        upstream.close();
    }
}

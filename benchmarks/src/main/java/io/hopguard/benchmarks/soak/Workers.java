package io.hopguard.benchmarks.soak;

import io.hopguard.client.error.HopguardException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** The threads that make the calls, the same from the first to the last. */
final class Workers implements AutoCloseable {
    private static final long REST_NANOS = 20_000_000;

    private final ExecutorService threads;
    private final SoakPlan plan;
    private final SoakCalls calls;
    private final AtomicLong next = new AtomicLong();

    Workers(SoakPlan plan, SoakCalls calls) {
        this.plan = plan;
        this.calls = calls;
        AtomicLong number = new AtomicLong();
        this.threads = Executors.newFixedThreadPool(plan.threads(), task -> {
            Thread thread = new Thread(task, "soak-worker-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Makes so many more calls and returns when all have ended. */
    void make(long count, Tally tally) throws InterruptedException {
        long end = next.get() + count;
        all(plan.threads(), () -> {
            // Whoever takes the number past the end leaves it to the next round.
            for (long id = next.getAndIncrement(); id < end; id = next.getAndIncrement()) {
                one(id, tally);
            }
            return true;
        });
        next.set(end);
    }

    /** Does it on so many threads at once; true when it was true for all. */
    boolean all(int count, Callable<Boolean> task) throws InterruptedException {
        List<Future<Boolean>> futures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            futures.add(threads.submit(task));
        }
        boolean all = true;
        for (Future<Boolean> future : futures) {
            try {
                all &= future.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a worker failed", e.getCause());
            }
        }
        return all;
    }

    private void one(long id, Tally tally) {
        SplittableRandom random = Draws.of(plan.seed(), id);
        CallKind kind = CallKind.draw(random);
        long start = System.nanoTime();
        String outcome = outcome(kind, id, random, tally);
        long nanos = System.nanoTime() - start;
        tally.ended(kind, outcome, nanos, nanos - SoakCalls.limit(kind, id).toNanos());
        if (outcome.equals("circuit_open")) {
            // Or a breaker's short rest would swallow thousands of calls.
            LockSupport.parkNanos(REST_NANOS);
        }
    }

    private String outcome(CallKind kind, long id, SplittableRandom random, Tally tally) {
        try {
            calls.make(kind, id, random);
            return Tally.OK;
        } catch (Throwable e) {
            Throwable failure = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
            if (failure instanceof HopguardException typed) {
                return typed.code();
            }
            if (failure instanceof CancellationException
                    && (kind == CallKind.CANCELLED || kind == CallKind.STREAM_CANCELLED)) {
                return "future_cancelled";
            }
            tally.strange(kind + ": " + failure);
            return "untyped";
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

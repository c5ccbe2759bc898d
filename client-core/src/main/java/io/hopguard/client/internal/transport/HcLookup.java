package io.hopguard.client.internal.transport;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A lookup under way, and who waits for it. It always comes to an answer, never to an exception. */
final class HcLookup {
    /** A resolver that has not answered for so long waits for one that does not. */
    private static final long HANGING_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final CompletableFuture<HcName.Answer> answer;
    private final long startNanos;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile long begunNanos;

    HcLookup(CompletableFuture<HcName.Answer> answer, long startNanos) {
        this.answer = answer;
        this.startNanos = startNanos;
        this.begunNanos = startNanos;
    }

    CompletableFuture<HcName.Answer> answer() {
        return answer;
    }

    /** When it was asked for. */
    long startNanos() {
        return startNanos;
    }

    void join() {
        waiting.incrementAndGet();
    }

    /** Returns whether that leaves a lookup which nobody waits for any more. */
    boolean leave() {
        return waiting.decrementAndGet() == 0 && !answer.isDone();
    }

    boolean isWanted() {
        return waiting.get() > 0;
    }

    void begin(long nowNanos) {
        begunNanos = nowNanos;
    }

    /** Whether its thread is not to be counted on. */
    boolean hangsAt(long nowNanos) {
        return !isWanted() || nowNanos - begunNanos >= HANGING_NANOS;
    }
}

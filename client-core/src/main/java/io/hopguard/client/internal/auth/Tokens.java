package io.hopguard.client.internal.auth;

import io.hopguard.client.budget.Deadline;
import io.hopguard.client.extend.Token;
import io.hopguard.client.extend.TokenSource;
import io.hopguard.client.internal.auth.TokenAnswer.Bearer;
import io.hopguard.client.internal.auth.TokenAnswer.None;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The token that calls carry, and the one request for another that may be under way. The source is asked on threads of its
 * own, so that a call can leave it behind at its deadline while others go on waiting.
 */
public final class Tokens implements AutoCloseable {
    /** More than one, because a source that hangs may not notice that it was interrupted. */
    static final int THREADS = 4;

    private static final long IDLE_SECONDS = 10;

    /** A token is renewed so long before its end, but not before three quarters of its life are over. */
    private static final long AHEAD_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** Long enough that calls do not hammer a server in trouble, short enough to notice that it is over. */
    private static final long TROUBLE_KEPT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long HANGING_SECONDS = 30;

    /** A request to the source; it always comes to an answer, never to an exception. */
    private static final class Fetch {
        final CompletableFuture<TokenAnswer> answer = new CompletableFuture<>();
        final long startNanos;
        volatile @Nullable Thread thread;

        @Nullable
        Future<?> task;

        Fetch(long startNanos) {
            this.startNanos = startNanos;
        }
    }

    private final TokenSource source;
    private final LongSupplier clock;
    private final ThreadPoolExecutor threads;
    private @Nullable Bearer kept;
    private @Nullable None failure;
    private volatile @Nullable Fetch underWay;
    private @Nullable Bearer bornRefused;
    private long bornRefusedAtNanos;

    public Tokens(TokenSource source, LongSupplier clock, String clientName) {
        this.source = source;
        this.clock = clock;
        this.threads =
                new ThreadPoolExecutor(0, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "hopguard-token-" + clientName);
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** The token to carry, at once while one is good; otherwise what the source will say. */
    public synchronized CompletableFuture<TokenAnswer> current() {
        long now = clock.getAsLong();
        Bearer token = kept;
        if (token == null || token.isOverAt(now)) {
            return ask(now);
        }
        if (token.isAgeingAt(now)) {
            ask(now);
        }
        return CompletableFuture.completedFuture(token);
    }

    private CompletableFuture<TokenAnswer> ask(long now) {
        Fetch before = underWay;
        if (before != null && now - before.startNanos < TimeUnit.SECONDS.toNanos(HANGING_SECONDS)) {
            return before.answer;
        }
        if (before != null) {
            giveUp(before, now);
        }
        if (failure != null && now - failure.atNanos() < TROUBLE_KEPT_NANOS) {
            return CompletableFuture.completedFuture(failure);
        }
        Fetch fetch = new Fetch(now);
        underWay = fetch;
        try {
            fetch.task = threads.submit(() -> perform(fetch));
        } catch (RejectedExecutionException | Error e) {
            // Without an end, every later call would wait for this request.
            finish(fetch, new None("no thread is free to ask the token source, which hangs", e, now));
        }
        return fetch.answer;
    }

    private void giveUp(Fetch fetch, long now) {
        underWay = null;
        if (fetch.task != null) {
            fetch.task.cancel(true);
        }
        fetch.answer.complete(new None("the token source did not answer within " + HANGING_SECONDS + " s", null, now));
    }

    private void perform(Fetch fetch) {
        fetch.thread = Thread.currentThread();
        TokenAnswer answer;
        try {
            answer = answer(source.token(), fetch.startNanos);
        } catch (Throwable e) {
            // Errors too, or everybody would wait in vain from now on.
            String what = e.getClass().getSimpleName();
            answer = new None("the token source failed with " + what, e, clock.getAsLong());
        }
        finish(fetch, answer);
    }

    private TokenAnswer answer(@Nullable Token token, long askedNanos) {
        if (token == null) {
            return new None("the token source returned null", null, clock.getAsLong());
        }
        Duration lifetime = token.lifetime();
        long nanos = lifetime == null ? Long.MAX_VALUE / 4 : Deadline.saturatedNanos(lifetime);
        long ahead = Math.min(AHEAD_NANOS, nanos / 4);
        return new Bearer("Bearer " + token.value(), askedNanos + nanos - ahead, askedNanos + nanos);
    }

    private synchronized void finish(Fetch fetch, TokenAnswer answer) {
        if (underWay == fetch) {
            underWay = null;
            kept = answer instanceof Bearer bearer ? bearer : kept;
            failure = answer instanceof None none ? none : null;
        }
        fetch.answer.complete(answer);
    }

    /**
     * A server refused this token, and it is not used any more.
     *
     * @return whether to try another: not when this one had been got for the sake of a refused one only a moment ago
     */
    public synchronized boolean refused(Bearer token) {
        if (kept != token) {
            return true;
        }
        if (bornRefused == token && clock.getAsLong() - bornRefusedAtNanos < TROUBLE_KEPT_NANOS) {
            return false;
        }
        kept = null;
        return true;
    }

    /**
     * A server refused also the token that was got because another had been refused. It is kept for a moment: the source has no
     * better ones, and is not asked for one by every call.
     */
    public synchronized void refusedToo(Bearer token) {
        bornRefused = token;
        bornRefusedAtNanos = clock.getAsLong();
    }

    /** Whether this is the thread that asks the source, so that waiting for the answer would be to wait for itself. */
    public boolean askedByThisThread() {
        Fetch fetch = underWay;
        return fetch != null && fetch.thread == Thread.currentThread();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

package io.hopguard.client.internal.kernel;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The only place where a call waits of its own will: interruptible, cancellable, never past the deadline. */
public final class Pause {
    /** How a wait ended. */
    public enum Outcome {
        OVER,
        ENDED,
        DOES_NOT_FIT
    }

    private final Time time;

    public Pause(Time time) {
        this.time = time;
    }

    /**
     * Waits; refuses at once what does not fit the deadline.
     *
     * @param before done when it is certain that it waits
     */
    public Outcome await(long nanos, CallControl call, Runnable before) {
        if (nanos >= call.remainingNanos()) {
            return Outcome.DOES_NOT_FIT;
        }
        before.run();
        long until = time.nanos() + nanos;
        for (long left = nanos; left > 0; left = until - time.nanos()) {
            if (isEnded(call)) {
                return Outcome.ENDED;
            }
            time.backOff(left);
        }
        return isEnded(call) ? Outcome.ENDED : Outcome.OVER;
    }

    /** Takes a permit without waiting for it; false when there is none. */
    public static boolean acquireAtOnce(Semaphore permits) {
        return permits.tryAcquire();
    }

    /** Waits for a permit, at most this long and never past the deadline. */
    public Outcome acquire(Semaphore permits, long nanos, CallControl call) {
        if (acquireAtOnce(permits)) {
            return Outcome.OVER;
        }
        long remainingNanos = call.remainingNanos();
        long until = time.nanos() + Math.min(nanos, remainingNanos);
        for (long left = until - time.nanos(); left > 0; left = until - time.nanos()) {
            if (isEnded(call)) {
                return Outcome.ENDED;
            }
            // Ending the call unparks this thread.
            if (time.acquire(permits, left)) {
                return Outcome.OVER;
            }
        }
        if (remainingNanos <= nanos) {
            // The deadline was the shorter of the two, whether or not the reaper has come by already.
            call.end(CallControl.End.DEADLINE);
        }
        return isEnded(call) ? Outcome.ENDED : Outcome.DOES_NOT_FIT;
    }

    /**
     * Waits for what another thread makes, at most until the call ends.
     *
     * @return what was made, or null when the call ended before
     */
    public <T> @Nullable T await(CompletableFuture<T> made, CallControl call) {
        if (made.isDone()) {
            return made.join();
        }
        CompletableFuture<@Nullable Void> released = new CompletableFuture<>();
        AttemptRun wait = new AttemptRun(0, call.deadlineNanos(), time::nanos, time.nanos());
        wait.onAbort(() -> released.complete(null));
        call.enter(wait);
        try {
            CompletableFuture.anyOf(made, released).get(Math.max(0, call.remainingNanos()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            call.end(CallControl.End.INTERRUPTED);
        } catch (TimeoutException e) {
            call.end(CallControl.End.DEADLINE); // whether or not the reaper has come by already
        } catch (ExecutionException e) {
            throw new IllegalStateException("what is waited for must not fail", e);
        } finally {
            // Takes this call off the list of those who wait.
            released.complete(null);
            call.leave();
        }
        return isEnded(call) ? null : made.getNow(null);
    }

    private static boolean isEnded(CallControl call) {
        if (Thread.currentThread().isInterrupted()) {
            call.end(CallControl.End.INTERRUPTED);
        }
        return call.end() != CallControl.End.NONE;
    }
}

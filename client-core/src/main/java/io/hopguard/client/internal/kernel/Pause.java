package io.hopguard.client.internal.kernel;

import java.util.concurrent.Semaphore;

/** The only place where a call waits of its own will: interruptible, cancellable, never past the deadline. */
public final class Pause {
    /** How a wait ended. */
    public enum Outcome {
        OVER,
        ENDED,
        DOES_NOT_FIT
    }

    private static final long SLICE_NANOS = 50_000_000;

    private final Time time;

    public Pause(Time time) {
        this.time = time;
    }

    /** Waits; refuses at once what does not fit the deadline. */
    public Outcome await(long nanos, CallControl call) {
        if (nanos >= call.deadline().remainingNanos()) {
            return Outcome.DOES_NOT_FIT;
        }
        long until = time.nanos() + nanos;
        for (long left = nanos; left > 0; left = until - time.nanos()) {
            if (isEnded(call)) {
                return Outcome.ENDED;
            }
            time.park(left);
        }
        return isEnded(call) ? Outcome.ENDED : Outcome.OVER;
    }

    /** Waits for a permit, at most this long and never past the deadline. */
    public Outcome acquire(Semaphore permits, long nanos, CallControl call) {
        if (permits.tryAcquire()) {
            return Outcome.OVER;
        }
        long until = time.nanos() + Math.min(nanos, call.deadline().remainingNanos());
        for (long left = until - time.nanos(); left > 0; left = until - time.nanos()) {
            if (isEnded(call)) {
                return Outcome.ENDED;
            }
            // In slices, because a cancelled future cannot interrupt a thread that is not its own.
            if (time.acquire(permits, Math.min(left, SLICE_NANOS))) {
                return Outcome.OVER;
            }
        }
        return isEnded(call) ? Outcome.ENDED : Outcome.DOES_NOT_FIT;
    }

    private static boolean isEnded(CallControl call) {
        if (Thread.currentThread().isInterrupted()) {
            call.end(CallControl.End.INTERRUPTED);
        }
        return call.end() != CallControl.End.NONE;
    }
}

package io.hopguard.client.internal.kernel;

import io.hopguard.client.error.Attempt;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.http.Request;
import io.hopguard.client.http.Response;
import io.hopguard.client.http.Target;
import org.jspecify.annotations.Nullable;

/**
 * Is told what happens to calls, on the thread on which it happens: what logs, meters, traces and the user's listeners are
 * made from. Must be thread-safe, must not wait.
 */
public interface CallObserver {
    /** What a call waited for of its own will. */
    enum Wait {
        BULKHEAD,
        BACK_OFF
    }

    default void callStarted(Exchange call) {}

    /** The run still knows what the attempt does not tell. */
    default void attemptEnded(Exchange call, AttemptRun run, Attempt attempt) {}

    /** The call is going to wait before its next attempt. */
    default void retryScheduled(Exchange call, Attempt failed, long delayNanos) {}

    /** A wait that took place is over. */
    default void waited(Exchange call, Wait kind, long nanos) {}

    default void redirected(Exchange call, Response redirect, Request further) {}

    default void callAnswered(Exchange call, Response response, long elapsedNanos) {}

    default void callFailed(Exchange call, HopguardException failure, long elapsedNanos) {}

    /**
     * A body that was handed out as a stream is over, long after its call.
     *
     * @param call with the stream's own control
     * @param failure why it broke, or null
     * @param whole whether it was read to its end
     */
    default void streamEnded(Exchange call, @Nullable HopguardException failure, boolean whole, long elapsedNanos) {}

    /** A stream that nobody read or closed had to be cut off. */
    default void streamLost(Exchange call, String how) {}

    default void breakerChanged(Target target, String from, String to) {}

    /** The first retry was refused, or half of the budget is there again. */
    default void retryBudgetChanged(Target target, boolean exhausted) {}
}

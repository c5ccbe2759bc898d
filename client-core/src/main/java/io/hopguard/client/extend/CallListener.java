package io.hopguard.client.extend;

import io.hopguard.client.event.AttemptEnded;
import io.hopguard.client.event.BreakerChanged;
import io.hopguard.client.event.CallDiagnosed;
import io.hopguard.client.event.CallEnded;
import io.hopguard.client.event.CallEvent;
import io.hopguard.client.event.CallStarted;
import io.hopguard.client.event.RedirectFollowed;
import io.hopguard.client.event.RetryBudgetChanged;
import io.hopguard.client.event.RetryScheduled;
import io.hopguard.client.event.StreamEnded;
import io.hopguard.client.event.StreamLost;
import io.hopguard.client.event.WaitOver;

/**
 * Is told what happens to the calls of a client, one method for each type of event. It changes nothing about them.
 *
 * <p>Unless it is added with an executor, a listener has a thread of its own and is told one event after the other, in the order in
 * which they happened: it may take its time, but for each client at most 1,024 events wait for it, and what comes when it is so
 * far behind is dropped and counted. A call under way never waits for it. What it throws is logged, at most once in 10 s, and
 * otherwise ignored. It may make calls, also with the same client, which are told to it in turn.
 *
 * <p>One listener added to several clients is told by a thread of each, and must be thread-safe then.
 */
public interface CallListener {
    /**
     * Something happened: is told of every event, before the method for its type.
     *
     * @param event what happened
     */
    default void any(CallEvent event) {}

    /**
     * A call begins.
     *
     * @param event what happened
     */
    default void callStarted(CallStarted event) {}

    /**
     * An attempt ended.
     *
     * @param event what happened
     */
    default void attemptEnded(AttemptEnded event) {}

    /**
     * The call waits before its next attempt.
     *
     * @param event what happened
     */
    default void retryScheduled(RetryScheduled event) {}

    /**
     * A wait that took place is over.
     *
     * @param event what happened
     */
    default void waitOver(WaitOver event) {}

    /**
     * The call follows a redirect.
     *
     * @param event what happened
     */
    default void redirectFollowed(RedirectFollowed event) {}

    /**
     * It is known which hop broke and why.
     *
     * @param event what happened
     */
    default void callDiagnosed(CallDiagnosed event) {}

    /**
     * A call ended.
     *
     * @param event what happened
     */
    default void callEnded(CallEnded event) {}

    /**
     * A streamed body is over.
     *
     * @param event what happened
     */
    default void streamEnded(StreamEnded event) {}

    /**
     * A streamed body that was neither read to its end nor closed was cut off.
     *
     * @param event what happened
     */
    default void streamLost(StreamLost event) {}

    /**
     * A target's circuit breaker changed its state.
     *
     * @param event what happened
     */
    default void breakerChanged(BreakerChanged event) {}

    /**
     * A target's retry budget is exhausted, or is of use again.
     *
     * @param event what happened
     */
    default void retryBudgetChanged(RetryBudgetChanged event) {}
}

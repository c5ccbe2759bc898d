package io.hopguard.client.extend;

import io.hopguard.client.error.Attempt;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.http.Request;
import io.hopguard.client.http.Response;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Is told what happens. Must be thread-safe and quick: it runs on the calling thread. What it throws is logged and
 * otherwise ignored.
 */
public interface CallListener {
    /**
     * A call begins.
     *
     * @param request what is asked for
     */
    default void callStarted(Request request) {}

    /**
     * An attempt ended.
     *
     * @param request what is asked for
     * @param attempt how it went
     */
    default void attemptEnded(Request request, Attempt attempt) {}

    /**
     * The call waits before its next attempt.
     *
     * @param request what is asked for
     * @param nextAttempt the number of the attempt that follows
     * @param delay how long it waits
     */
    default void retryScheduled(Request request, int nextAttempt, Duration delay) {}

    /**
     * A call ended.
     *
     * @param request what was asked for
     * @param response the last response, or null when the call failed without one
     * @param failure the failure, or null when a response came
     * @param elapsed how long it took
     */
    default void callEnded(
            Request request, @Nullable Response response, @Nullable HopguardException failure, Duration elapsed) {}

    /**
     * A target's circuit breaker changed its state.
     *
     * @param target scheme, host and port
     * @param from the state before, for example {@code CLOSED}
     * @param to the state now
     */
    default void breakerChanged(String target, String from, String to) {}
}

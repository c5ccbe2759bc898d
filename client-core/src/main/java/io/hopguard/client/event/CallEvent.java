package io.hopguard.client.event;

import io.hopguard.client.http.Target;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a call, or to what calls to a target share. Immutable and thread-safe; its {@code toString()} shows
 * no secret. Types and components may be added before version 1.0, so that a {@code switch} over them needs a default.
 */
public sealed interface CallEvent
        permits CallStarted,
                AttemptEnded,
                RetryScheduled,
                WaitOver,
                RedirectFollowed,
                CallDiagnosed,
                CallEnded,
                StreamEnded,
                StreamLost,
                BreakerChanged,
                RetryBudgetChanged {
    /**
     * What it is about: what all events have in common.
     *
     * @return the subject
     */
    EventSubject subject();

    /**
     * Whose call it was.
     *
     * @return the client's name
     */
    default String client() {
        return subject().client();
    }

    /**
     * Where it went.
     *
     * @return scheme, host and port
     */
    default Target target() {
        return subject().target();
    }

    /**
     * When it happened, not when it was told.
     *
     * @return the time by the wall clock, in milliseconds
     */
    default Instant when() {
        return subject().when();
    }

    /**
     * The id that the call carries.
     *
     * @return the id, or null where the call has none or the event is about a target and not about a call
     */
    default @Nullable String requestId() {
        return subject().requestId();
    }

    /**
     * The request's method.
     *
     * @return the method, or null where the event is about a target and not about a call
     */
    default @Nullable String method() {
        return subject().method();
    }

    /**
     * What was asked for, without secrets.
     *
     * @return the route's template, or without one the URI with its query values masked; null where the event is about a target and
     *     not about a call
     */
    default @Nullable String shownTarget() {
        return subject().shownTarget();
    }
}

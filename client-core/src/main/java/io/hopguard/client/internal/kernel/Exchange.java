package io.hopguard.client.internal.kernel;

import io.hopguard.client.http.Request;

/**
 * What goes down the pipeline. Above the retries {@code run} is {@link AttemptRun#NONE}; below, each attempt has its own.
 *
 * @param isAbroad whether a redirect has led to another origin, from where on secrets are not sent any more
 */
public record Exchange(Request request, CallControl control, AttemptRun run, boolean isAbroad) {

    public Exchange(Request request, CallControl control, AttemptRun run) {
        this(request, control, run, false);
    }

    public Exchange with(Request other) {
        return other == request ? this : new Exchange(other, control, run, isAbroad);
    }

    public Exchange with(AttemptRun attempt) {
        return new Exchange(request, control, attempt, isAbroad);
    }

    /** The same call's request to another origin. */
    public Exchange abroad(Request other) {
        return new Exchange(other, control, run, true);
    }
}

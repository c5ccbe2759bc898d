package io.hopguard.client.internal.kernel;

import io.hopguard.client.http.Request;

/**
 * What goes down the pipeline. Above the retries {@code run} is {@link AttemptRun#NONE}; below, each attempt has its own.
 */
public record Exchange(Request request, CallControl control, AttemptRun run) {

    public Exchange with(Request other) {
        return other == request ? this : new Exchange(other, control, run);
    }

    public Exchange with(AttemptRun attempt) {
        return new Exchange(request, control, attempt);
    }
}

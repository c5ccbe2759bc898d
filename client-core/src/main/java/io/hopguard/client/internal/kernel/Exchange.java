package io.hopguard.client.internal.kernel;

import io.hopguard.client.http.Request;
import io.hopguard.client.http.Response;
import org.jspecify.annotations.Nullable;

/**
 * What goes down the pipeline. Above the retries {@code run} is {@link AttemptRun#NONE}; below, each attempt has its own.
 *
 * @param isAbroad whether a redirect has led to another origin, from where on secrets are not sent any more
 * @param decoding what a good answer becomes, or null when it is handed out as it is
 * @param streaming where the body of a good answer goes that is not to be read into memory, or null
 */
public record Exchange(
        Request request,
        CallControl control,
        AttemptRun run,
        boolean isAbroad,
        @Nullable Decoding decoding,
        @Nullable Streaming streaming) {

    /** Turns a good answer into the value that was asked for, and keeps it. */
    @FunctionalInterface
    public interface Decoding {
        /** Reads the answer to this request, as long as the call is not over. */
        void read(Request request, Response response, CallControl control);
    }

    public Exchange(Request request, CallControl control, AttemptRun run) {
        this(request, control, run, false, null, null);
    }

    /** Before any attempt. */
    public Exchange(Request request, CallControl control, Decoding decoding) {
        this(request, control, AttemptRun.NONE, false, decoding, null);
    }

    public Exchange streaming(Streaming use) {
        return new Exchange(request, control, run, isAbroad, decoding, use);
    }

    public Exchange with(Request other) {
        return other == request
                ? this
                : new Exchange(other.shownLike(request), control, run, isAbroad, decoding, streaming);
    }

    public Exchange with(AttemptRun attempt) {
        return new Exchange(request, control, attempt, isAbroad, decoding, streaming);
    }

    /** The same call's request to another origin. */
    public Exchange abroad(Request other) {
        return new Exchange(other.shownLike(request), control, run, true, decoding, streaming);
    }
}

package io.hopguard.client.internal.kernel;

import io.hopguard.client.http.Request;
import io.hopguard.client.http.Response;
import org.jspecify.annotations.Nullable;

/**
 * What goes down the pipeline. Above the retries {@code run} is {@link AttemptRun#NONE}; below, each attempt has its own.
 *
 * @param isAbroad whether a redirect has led to another origin, from where on secrets are not sent any more
 * @param use what a good answer becomes: {@link Decoding} or {@link Streaming}; or null when it is handed out as it is
 */
public record Exchange(
        Request request,
        CallControl control,
        AttemptRun run,
        boolean isAbroad,
        @Nullable Use use) {

    /** What is made of a good answer. */
    public interface Use {}

    /** Turns a good answer into the value that was asked for, and keeps it. */
    @FunctionalInterface
    public interface Decoding extends Use {
        /** Reads the answer to this request, as long as the call is not over. */
        void read(Request request, Response response, CallControl control);
    }

    public Exchange(Request request, CallControl control, AttemptRun run) {
        this(request, control, run, false, null);
    }

    /** Before any attempt. */
    public Exchange(Request request, CallControl control, Decoding decoding) {
        this(request, control, AttemptRun.NONE, false, decoding);
    }

    public Exchange streaming(Streaming wanted) {
        return new Exchange(request, control, run, isAbroad, wanted);
    }

    /** What a good answer becomes, or null when it is not turned into a value. */
    public @Nullable Decoding decoding() {
        return use instanceof Decoding decoding ? decoding : null;
    }

    /** Where the body of a good answer goes that is not to be read into memory, or null. */
    public @Nullable Streaming streaming() {
        return use instanceof Streaming streaming ? streaming : null;
    }

    public Exchange with(Request other) {
        return other == request ? this : new Exchange(other.shownLike(request), control, run, isAbroad, use);
    }

    public Exchange with(AttemptRun attempt) {
        return new Exchange(request, control, attempt, isAbroad, use);
    }

    /** The same call's request to another origin. */
    public Exchange abroad(Request other) {
        return new Exchange(other.shownLike(request), control, run, true, use);
    }
}

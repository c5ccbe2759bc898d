package io.hopguard.client;

import io.hopguard.client.error.Attempt;
import io.hopguard.client.http.Headers;
import io.hopguard.client.http.MediaType;
import io.hopguard.client.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A successful response whose body is read as it comes. {@link #close()} it, best in a try-with-resources statement: until
 * then, or until the body has been read to its end, it keeps a connection and its place in the bulkhead. One that is
 * forgotten is closed once it cannot be reached any more, or at its deadline, and named in a warning.
 *
 * <p>Not thread-safe, but {@link #close()} may be called by any thread and ends a read under way.
 */
public final class StreamedResponse implements AutoCloseable {
    private final Response head;
    private final InputStream body;

    StreamedResponse(Response head, InputStream body) {
        this.head = head;
        this.body = body;
    }

    /**
     * The status.
     *
     * @return from 200 to 299, where others are thrown; any from {@link ResilientClient#open}
     */
    public int status() {
        return head.status();
    }

    /**
     * The header fields.
     *
     * @return the headers as received, less those of a content coding that has been undone
     */
    public Headers headers() {
        return head.headers();
    }

    /**
     * What the body is.
     *
     * @return the media type, or null when there is none that can be read
     */
    public @Nullable MediaType contentType() {
        return head.contentType();
    }

    /**
     * What it took to get the response.
     *
     * @return the attempts in order
     */
    public List<Attempt> attempts() {
        return head.attempts();
    }

    /**
     * By what the call is found in this process's log, and in those of the hops that were told.
     *
     * @return the id, or null for a response that no call has brought
     */
    public @Nullable String requestId() {
        return head.requestId();
    }

    /**
     * The body. Its end is the end that the server announced: a cut is never one. Bounded by {@code timeouts.streamTotal}
     * from the head on, {@code timeouts.streamIdle} between two bytes, and {@code limits.maxStreamBytes}.
     *
     * @return the same stream at each call; its methods throw the exceptions of the client, for example a
     *     {@link io.hopguard.client.error.TruncatedResponseException} or a
     *     {@link io.hopguard.client.error.DeadlineExceededException}, and an {@link IOException} once it is closed
     */
    public InputStream body() {
        return body;
    }

    /** Gives the connection back, or cuts it off where the body has not been read to its end. */
    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return head.status() + " with a streamed body, headers " + head.headers();
    }
}

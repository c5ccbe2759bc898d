package io.hopguard.client.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A body that is read from a stream: one that can be opened again for each attempt, or one that can be read once. */
final class StreamBody extends RequestBody {
    /** Opens the stream from its beginning. */
    interface Source {
        InputStream open() throws IOException;
    }

    private final Source source;
    private final boolean once;
    private final long length;
    private final @Nullable String contentType;
    private final AtomicBoolean read = new AtomicBoolean();

    private StreamBody(Source source, boolean once, long length, @Nullable String contentType) {
        this.source = source;
        this.once = once;
        this.length = length;
        this.contentType = contentType;
    }

    static RequestBody once(InputStream stream, long length, @Nullable String contentType) {
        return new StreamBody(() -> stream, true, length, contentType);
    }

    static RequestBody again(Source source, long length, @Nullable String contentType) {
        return new StreamBody(source, false, length, contentType);
    }

    @Override
    public @Nullable String contentType() {
        return contentType;
    }

    @Override
    public long contentLength() {
        return length;
    }

    @Override
    public boolean replayable() {
        return !once || !read.get();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        if (once && !read.compareAndSet(false, true)) {
            throw new IOException(
                    "the stream has been read already; use RequestBody.replayableStream for several calls");
        }
        try (InputStream stream = source.open()) {
            stream.transferTo(out);
        }
    }
}

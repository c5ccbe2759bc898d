package io.hopguard.client.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A stream that can be read once. */
final class StreamBody extends RequestBody {
    private final InputStream stream;
    private final long length;
    private final @Nullable String contentType;
    private final AtomicBoolean read = new AtomicBoolean();

    StreamBody(InputStream stream, long length, @Nullable String contentType) {
        this.stream = stream;
        this.length = length;
        this.contentType = contentType;
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
        return !read.get();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        if (!read.compareAndSet(false, true)) {
            throw new IOException(
                    "the stream has been read already; use RequestBody.replayableStream for several calls");
        }
        try (stream) {
            stream.transferTo(out);
        }
    }
}

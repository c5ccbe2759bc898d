package io.hopguard.client.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** A body that is read from a stream opened anew for each attempt. */
final class ReplayableStreamBody extends RequestBody {
    /** Opens the stream from its beginning. */
    interface Source {
        InputStream open() throws IOException;
    }

    private final Source source;
    private final long length;
    private final @Nullable String contentType;

    ReplayableStreamBody(Source source, long length, @Nullable String contentType) {
        this.source = source;
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
        return true;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try (InputStream stream = source.open()) {
            stream.transferTo(out);
        }
    }
}

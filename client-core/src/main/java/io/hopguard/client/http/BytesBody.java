package io.hopguard.client.http;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Bytes in memory. */
final class BytesBody extends RequestBody {
    private final byte[] content;
    private final @Nullable String contentType;

    BytesBody(byte[] content, @Nullable String contentType) {
        this.content = content;
        this.contentType = contentType;
    }

    @Override
    public @Nullable String contentType() {
        return contentType;
    }

    @Override
    public long contentLength() {
        return content.length;
    }

    @Override
    public boolean replayable() {
        return true;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(content);
    }
}

package io.hopguard.client.internal.kernel;

import java.io.IOException;
import java.util.Objects;

/** What the user holds of a {@link Streaming}: once nobody holds it any more, nobody can read or close it. */
final class StreamedBody extends BulkInputStream {
    private final Streaming streaming;

    StreamedBody(Streaming streaming) {
        this.streaming = streaming;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        return length == 0 ? 0 : streaming.read(bytes, offset, length);
    }

    @Override
    public void close() {
        streaming.close();
    }
}

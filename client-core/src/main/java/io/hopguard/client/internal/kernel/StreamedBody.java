package io.hopguard.client.internal.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** What the user holds of a {@link Streaming}: once nobody holds it any more, nobody can read or close it. */
final class StreamedBody extends InputStream {
    private final Streaming streaming;

    StreamedBody(Streaming streaming) {
        this.streaming = streaming;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
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

package io.hopguard.client.internal.transport;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A streamed body that may not go on for ever. */
final class HcLimited extends FilterInputStream {
    private final long maxBytes;
    private long count;

    HcLimited(InputStream in, long maxBytes) {
        super(in);
        this.maxBytes = maxBytes;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = in.read(bytes, offset, length);
        count += Math.max(0, read);
        if (count > maxBytes) {
            throw HcContent.tooLarge("limits.maxStreamBytes", maxBytes);
        }
        return read;
    }

    /** Frees a decoder; what HttpClient gives out would read on to the end. */
    @Override
    public void close() throws IOException {
        if (in instanceof HcDecoded) {
            in.close();
        }
    }
}

package io.hopguard.client.internal.kernel;

import java.io.IOException;
import java.io.InputStream;

/** A stream that is meant to be read many bytes at a time; one byte is a small case of it. */
public abstract class BulkInputStream extends InputStream {
    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public abstract int read(byte[] bytes, int offset, int length) throws IOException;
}

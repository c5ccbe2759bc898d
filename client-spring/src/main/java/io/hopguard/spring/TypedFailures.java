package io.hopguard.spring;

import io.hopguard.client.error.HopguardException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body whose failures are those that Spring's message converters expect of a stream. */
final class TypedFailures extends FilterInputStream {
    TypedFailures(InputStream body) {
        super(body);
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (HopguardException e) {
            throw new HopguardIOException(e);
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return super.read(bytes, offset, length);
        } catch (HopguardException e) {
            throw new HopguardIOException(e);
        }
    }

    @Override
    public long skip(long count) throws IOException {
        try {
            return super.skip(count);
        } catch (HopguardException e) {
            throw new HopguardIOException(e);
        }
    }
}

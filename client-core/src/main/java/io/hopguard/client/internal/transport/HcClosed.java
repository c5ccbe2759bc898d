package io.hopguard.client.internal.transport;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ConnectionClosedException;

/**
 * A body that ends with its connection. Over TLS it is whole only when the peer said that it closes, since anybody on the
 * way can end TCP (RFC 9112 section 9.8).
 */
final class HcClosed extends FilterInputStream {
    private final HcWire wire;

    HcClosed(InputStream in, HcWire wire) {
        super(in);
        this.wire = wire;
    }

    @Override
    public int read() throws IOException {
        return checked(in.read());
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return checked(in.read(bytes, offset, length));
    }

    private int checked(int result) throws IOException {
        if (result < 0 && wire.cut()) {
            throw new ConnectionClosedException("the connection ended without TLS's close_notify");
        }
        return result;
    }
}

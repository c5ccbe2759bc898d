package io.hopguard.client.internal.transport;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A request body on its way, which is ended only once it is whole. HttpClient closes its stream also behind a body that
 * failed halfway, and a chunked one would then look complete to the server (RFC 9112 section 7.1).
 */
final class HcUnended extends FilterOutputStream {
    private boolean whole;

    HcUnended(OutputStream out) {
        super(out);
    }

    void whole() {
        whole = true;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
        if (whole) {
            out.close();
        }
    }
}

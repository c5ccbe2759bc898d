package io.hopguard.client;

import io.hopguard.client.internal.kernel.CallControl;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** A large body for a decoder, which gets no further once the call is over. */
final class EndableInput extends java.io.InputStream {
    private static final int STEP = 8 * 1024;

    private final ByteArrayInputStream body;
    private final CallControl control;

    EndableInput(byte[] body, CallControl control) {
        this.body = new ByteArrayInputStream(body);
        this.control = control;
    }

    @Override
    public int read() throws IOException {
        failIfEnded();
        return body.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        failIfEnded();
        return body.read(bytes, offset, Math.min(length, STEP));
    }

    private void failIfEnded() throws IOException {
        if (control.end() != CallControl.End.NONE || control.remainingNanos() <= 0) {
            throw new IOException("the call is over");
        }
    }
}

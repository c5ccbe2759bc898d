package io.hopguard.client.internal.transport;

import io.hopguard.client.error.ResponseSnapshot;
import io.hopguard.client.internal.kernel.AttemptRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.jspecify.annotations.Nullable;

/** Reads a body into memory, never more than is allowed. */
final class HcBodies {
    static final byte[] NONE = new byte[0];

    private static final int CHUNK = 8 * 1024;

    private HcBodies() {}

    /**
     * Reads to the end.
     *
     * @param length the announced length, or -1
     * @return the bytes, or null when there are more than allowed
     * @throws ConnectionClosedException when fewer bytes came than were announced
     */
    static byte @Nullable [] read(InputStream in, long length, int max, AttemptRun run) throws IOException {
        return length >= 0 ? exactly(in, (int) length, run) : upTo(in, max, run);
    }

    private static byte[] exactly(InputStream in, int length, AttemptRun run) throws IOException {
        byte[] body = length == 0 ? NONE : new byte[length];
        int count = 0;
        try {
            while (count < length) {
                int read = in.read(body, count, length - count);
                if (read < 0) {
                    throw new ConnectionClosedException("%d of %d bytes came", count, length);
                }
                count += read;
            }
            return body;
        } catch (IOException e) {
            run.cutBody(Arrays.copyOf(body, Math.min(count, ResponseSnapshot.MAX_BODY_BYTES)));
            throw e;
        }
    }

    private static byte @Nullable [] upTo(InputStream in, int max, AttemptRun run) throws IOException {
        Growing body = new Growing();
        byte[] chunk = new byte[CHUNK];
        try {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                if (body.size() + read > max) {
                    return null;
                }
                body.write(chunk, 0, read);
                if (run.aborted()) {
                    // What has come already can still be much, once it is decompressed.
                    throw new ConnectionClosedException("aborted");
                }
            }
            return body.toByteArray();
        } catch (IOException e) {
            run.cutBody(body.beginning());
            throw e;
        }
    }

    private static final class Growing extends ByteArrayOutputStream {
        Growing() {
            super(CHUNK);
        }

        byte[] beginning() {
            return Arrays.copyOf(buf, Math.min(count, ResponseSnapshot.MAX_BODY_BYTES));
        }
    }
}

package io.hopguard.client.internal.transport;

import io.hopguard.client.error.FailureDetails;
import io.hopguard.client.error.Phase;
import io.hopguard.client.error.ResponseTooLargeException;
import io.hopguard.client.internal.kernel.BulkInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A body without its content codings. Gives no more than a multiple of what came on the wire, ends only where the body
 * itself does, and takes nothing for an end that is none. Not thread-safe.
 */
final class HcDecoded extends BulkInputStream {
    /** So much may come out of anything: small documents of zeros are no attack. */
    private static final int FREE_BYTES = 64 * 1024;

    private static final int BUFFER = 8 * 1024;

    /** What may stand behind the coded content: padding, as some servers send it. */
    private static final int MAX_PADDING = 64 * 1024;

    /** Nobody sends so many empty gzip members in a row; the JDK reads each inside the call for the one before. */
    private static final int MAX_EMPTY_MEMBERS = 500;

    /** What came is not what its content coding says. */
    static final class Broken extends IOException {
        private static final long serialVersionUID = 1L;

        Broken(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    private final Coded wire;
    private final List<String> codings;
    private final int maxRatio;
    private final List<InputStream> decoders = new ArrayList<>(1);
    private @Nullable IOException failure;
    private long decoded;
    private boolean ended;

    HcDecoded(InputStream wire, List<String> codings, int maxRatio) {
        this.wire = new Coded(wire);
        this.codings = codings;
        this.maxRatio = maxRatio;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (ended || length == 0) {
            return ended ? -1 : 0;
        }
        int read = decode(bytes, offset, length);
        if (failure != null) {
            throw failure;
        }
        if (read < 0) {
            ended = true;
            skipPadding();
            return -1;
        }
        decoded += read;
        if (decoded > FREE_BYTES && decoded / maxRatio > wire.count) {
            throw new ResponseTooLargeException(FailureDetails.of(
                    "the response body decodes to more than " + maxRatio
                            + " times its size, the limit that limits.maxDecodedRatio sets",
                    Phase.BODY,
                    null));
        }
        return read;
    }

    private int decode(byte[] bytes, int offset, int length) throws IOException {
        try {
            if (decoders.isEmpty() && !begin()) {
                return -1;
            }
            return decoders.get(decoders.size() - 1).read(bytes, offset, length);
        } catch (ZipException e) {
            throw new Broken("not " + codings, e);
        }
    }

    /** False when there is no body at all: nothing has been coded then. */
    private boolean begin() throws IOException {
        if (wire.available() == 0) {
            return false;
        }
        Coded in = wire;
        for (int i = codings.size() - 1; i >= 0; i--) {
            InputStream decoder = codings.get(i).equals("gzip") ? new Members(in) : inflating(in);
            decoders.add(decoder);
            in = new Coded(decoder);
        }
        return true;
    }

    /** With the zlib wrapper, as RFC 9110 section 8.4.1.2 wants it, or without, as some servers send it. */
    private static InputStream inflating(Coded in) throws IOException {
        int first = in.read();
        int second = in.read();
        boolean wrapped = (first & 0x0f) == 8 && ((first << 8 | second) & 0xffff) % 31 == 0;
        if (second >= 0) {
            in.unread(second);
        }
        if (first >= 0) {
            in.unread(first);
        }
        return new Inflating(in, new Inflater(!wrapped));
    }

    private void skipPadding() throws IOException {
        byte[] padding = new byte[512];
        long from = wire.count;
        while (wire.read(padding, 0, padding.length) >= 0) {
            if (wire.count - from > MAX_PADDING) {
                throw new Broken("more than " + MAX_PADDING + " bytes behind the coded content", null);
            }
        }
    }

    /** Frees the decoders; the wire is the connection's. */
    @Override
    public void close() throws IOException {
        for (InputStream decoder : decoders) {
            decoder.close();
        }
    }

    private static final class Members extends GZIPInputStream {
        private int depth;

        Members(InputStream in) throws IOException {
            super(in, BUFFER);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (depth > MAX_EMPTY_MEMBERS) {
                throw new ZipException("more than " + MAX_EMPTY_MEMBERS + " empty members");
            }
            depth++;
            try {
                return super.read(bytes, offset, length);
            } finally {
                depth--;
            }
        }
    }

    private static final class Inflating extends InflaterInputStream {
        Inflating(InputStream in, Inflater inflater) {
            super(in, inflater, BUFFER);
        }

        /** The JDK takes a body that needs a dictionary for one that is over. */
        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            if (read < 0 && inf.needsDictionary()) {
                throw new ZipException("needs a dictionary");
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            inf.end();
            super.close();
        }
    }

    /**
     * What a decoder reads from. Says truly whether more is to come, because the JDK takes "nothing available" for the
     * end of a gzip file; and remembers a failure, because the JDK takes one behind the first member for the end, too.
     */
    private final class Coded extends PushbackInputStream {
        private long count;

        Coded(InputStream in) {
            super(in, 2);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                int read = super.read(bytes, offset, length);
                count += Math.max(0, read);
                return read;
            } catch (IOException e) {
                failure = e instanceof ZipException ? new Broken("not " + codings, e) : e;
                throw e;
            }
        }

        @Override
        public int available() throws IOException {
            int next = read();
            if (next < 0) {
                return 0;
            }
            unread(next);
            count--;
            return 1;
        }

        @Override
        public void close() {
            // Closing would read the body to its end.
        }
    }
}

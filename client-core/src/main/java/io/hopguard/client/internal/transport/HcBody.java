package io.hopguard.client.internal.transport;

import io.hopguard.client.http.RequestBody;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import org.apache.hc.core5.function.Supplier;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/** A request body as HttpClient's connection wants it. Tells a body that cannot be produced from a socket that broke. */
final class HcBody implements HttpEntity {
    /** The body itself failed, not the connection. */
    static final class SourceFailed extends IOException {
        private static final long serialVersionUID = 1L;

        SourceFailed(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    private final RequestBody body;

    HcBody(RequestBody body) {
        this.body = body;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        Counted counted = new Counted(out, body.contentLength());
        try {
            body.writeTo(counted);
        } catch (IOException | RuntimeException e) {
            if (counted.socketFailure != null) {
                throw counted.socketFailure;
            }
            throw e instanceof SourceFailed
                    ? (SourceFailed) e
                    : new SourceFailed("the request body could not be produced", e);
        }
        if (counted.announced >= 0 && counted.written != counted.announced) {
            throw new SourceFailed(
                    "the request body has " + counted.written + " bytes, not the announced " + counted.announced, null);
        }
        if (out instanceof HcUnended unended) {
            unended.whole();
        }
    }

    /** Knows whether it was the socket that failed, and lets no more through than was announced. */
    private static final class Counted extends FilterOutputStream {
        private final long announced;
        private long written;
        private @Nullable IOException socketFailure;

        Counted(OutputStream out, long announced) {
            super(out);
            this.announced = announced;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (announced >= 0 && written + length > announced) {
                throw new SourceFailed("the request body is longer than the announced " + announced + " bytes", null);
            }
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                socketFailure = e;
                throw e;
            }
            written += length;
        }

        @Override
        public void flush() {
            // The connection flushes when the whole message is written.
        }

        @Override
        public void close() {
            // Closing ends the message, which is the connection's to do.
        }
    }

    @Override
    public long getContentLength() {
        return body.contentLength();
    }

    @Override
    public @Nullable String getContentType() {
        return body.contentType();
    }

    @Override
    public boolean isRepeatable() {
        return body.replayable();
    }

    @Override
    public boolean isStreaming() {
        return false;
    }

    @Override
    public boolean isChunked() {
        return body.contentLength() < 0;
    }

    @Override
    public InputStream getContent() {
        throw new UnsupportedOperationException("a request body is written, not read");
    }

    @Override
    public @Nullable String getContentEncoding() {
        return null;
    }

    @Override
    public Set<String> getTrailerNames() {
        return Set.of();
    }

    @Override
    public @Nullable Supplier<List<? extends Header>> getTrailers() {
        return null;
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}

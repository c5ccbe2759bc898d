package io.hopguard.client.internal.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.io.HttpTransportMetrics;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.util.CharArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A session's input in which every line but the first must be whole, and in which NUL and a bare CR are refused (RFC 9112
 * section 2.2, RFC 9110 section 5.5).
 */
final class HcLines implements SessionInputBuffer {
    /** The connection ended in the middle of a head. */
    static final class Cut extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** A byte that must not stand in a head. */
    static final class Forbidden extends IOException {
        private static final long serialVersionUID = 1L;

        Forbidden(String message) {
            super(message);
        }
    }

    private static final int MANY = 2;
    private static final int MAX_BEGINNING = 1024;

    private final SessionInputBuffer buffer;
    private final int maxBytes;
    private final boolean body;
    private int lines;
    private @Nullable CharArrayBuffer first;
    private int last = -1;

    /** Lines of a message that has begun already, or not yet. */
    HcLines(SessionInputBuffer buffer, int maxBytes, boolean begun) {
        this.buffer = buffer;
        this.maxBytes = maxBytes;
        this.body = begun;
        this.lines = begun ? MANY : 0;
    }

    @Override
    public int readLine(CharArrayBuffer line, InputStream in) throws IOException {
        int next = buffer.read(in);
        if (next < 0 && lines == 0) {
            return -1;
        }
        // A blank in front of the first header could hide it, or pass for a part of the status line.
        if (lines == 1 && (next == ' ' || next == '\t')) {
            throw new Forbidden("white space in front of the first header");
        }
        first = lines == 0 ? line : first;
        lines = Math.min(lines + 1, MANY);
        int length = 0;
        for (; next != '\n'; next = buffer.read(in)) {
            if (next < 0) {
                throw new Cut();
            }
            if (next == '\r') {
                endOfLine(in);
                return length;
            }
            if (next == 0) {
                throw nul();
            }
            if (++length > maxBytes) {
                throw HcLimit.ofLine(body ? "a line between the chunks" : "a header line", maxBytes);
            }
            line.append((char) next);
        }
        return length;
    }

    private Forbidden nul() {
        last = lines == 1 ? 0 : last;
        return new Forbidden("NUL in the head of the response");
    }

    /**
     * What a head that is refused began with, for looking at: its first line and, where that was refused, what has come
     * behind it. Takes the bytes away; the connection is of no use any more.
     */
    byte[] beginning(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; first != null && i < Math.min(first.length(), MAX_BEGINNING); i++) {
            bytes.write(first.charAt(i));
        }
        if (last >= 0) {
            bytes.write(last);
        }
        while (lines == 1 && buffer.length() > 0 && bytes.size() < MAX_BEGINNING) {
            bytes.write(buffer.read(in));
        }
        return bytes.toByteArray();
    }

    private void endOfLine(InputStream in) throws IOException {
        int next = buffer.read(in);
        if (next < 0) {
            throw new Cut();
        }
        if (next != '\n') {
            throw new Forbidden("bare CR in the head of the response");
        }
    }

    @Override
    public int length() {
        return buffer.length();
    }

    @Override
    public int capacity() {
        return buffer.capacity();
    }

    @Override
    public int available() {
        return buffer.available();
    }

    @Override
    public int read(byte[] bytes, int offset, int length, InputStream in) throws IOException {
        return buffer.read(bytes, offset, length, in);
    }

    @Override
    public int read(byte[] bytes, InputStream in) throws IOException {
        return buffer.read(bytes, in);
    }

    @Override
    public int read(InputStream in) throws IOException {
        return buffer.read(in);
    }

    @Override
    public HttpTransportMetrics getMetrics() {
        return buffer.getMetrics();
    }
}

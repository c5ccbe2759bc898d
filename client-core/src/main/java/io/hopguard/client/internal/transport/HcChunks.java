package io.hopguard.client.internal.transport;

import io.hopguard.client.internal.kernel.BulkInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.util.CharArrayBuffer;

/**
 * A chunked body (RFC 9112 section 7.1), complete only with its last chunk and the empty line behind its trailers.
 * Extensions and trailers are read and dropped.
 */
final class HcChunks extends BulkInputStream {
    private static final int MAX_SIZE_DIGITS = 15;

    private final HcLines lines;
    private final InputStream in;
    private final int maxTrailers;
    private final CharArrayBuffer line = new CharArrayBuffer(16);
    private long left;
    private boolean begun;
    private boolean ended;

    HcChunks(HcLines lines, InputStream in, int maxTrailers) {
        this.lines = lines;
        this.in = in;
        this.maxTrailers = maxTrailers;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (ended || left == 0 && !nextChunk()) {
            return -1;
        }
        int read = lines.read(bytes, offset, (int) Math.min(length, left), in);
        if (read < 0) {
            throw new HcLines.Cut();
        }
        left -= read;
        return read;
    }

    private boolean nextChunk() throws IOException {
        if (begun && readLine() != 0) {
            throw new MalformedChunkCodingException("no line end behind a chunk");
        }
        begun = true;
        readLine();
        left = size();
        if (left == 0) {
            skipTrailers();
            ended = true;
        }
        return !ended;
    }

    private int readLine() throws IOException {
        line.clear();
        return lines.readLine(line, in);
    }

    private long size() throws IOException {
        int digits = 0;
        long size = 0;
        while (digits < line.length() && Character.digit(line.charAt(digits), 16) >= 0 && line.charAt(digits) < 0x7f) {
            size = size * 16 + Character.digit(line.charAt(digits), 16);
            if (++digits > MAX_SIZE_DIGITS) {
                throw new MalformedChunkCodingException("chunk too large");
            }
        }
        int end = digits;
        while (end < line.length() && (line.charAt(end) == ' ' || line.charAt(end) == '\t')) {
            end++;
        }
        if (digits == 0 || end < line.length() && line.charAt(end) != ';') {
            throw new MalformedChunkCodingException("bad chunk size");
        }
        return size;
    }

    private void skipTrailers() throws IOException {
        for (int trailers = 0; readLine() != 0; trailers++) {
            if (trailers == maxTrailers) {
                throw HcLimit.ofFields("trailers", maxTrailers);
            }
            if (line.indexOf(':') <= 0) {
                throw new MalformedChunkCodingException("bad trailer");
            }
        }
    }
}

package io.hopguard.benchmarks.soak;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One request as far as the server cares; its body has been read. */
record ServerRequest(String path, boolean gzipAccepted) {
    private static final int MAX_HEAD = 16 * 1024;

    /** The next request, or null when the client has gone. */
    static @Nullable ServerRequest read(InputStream in) throws IOException {
        String head = head(in);
        if (head == null) {
            return null;
        }
        String lower = head.toLowerCase(Locale.ROOT);
        int length = length(lower);
        if (in.readNBytes(length).length < length) {
            throw new EOFException("the client went away");
        }
        String path = head.substring(head.indexOf(' ') + 1, head.indexOf(" HTTP/1.1"));
        return new ServerRequest(path, lower.contains("gzip"));
    }

    private static @Nullable String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder(512);
        while (head.length() < MAX_HEAD) {
            int read = in.read();
            if (read < 0) {
                return null;
            }
            head.append((char) read);
            int end = head.length();
            if (read == '\n' && end >= 4 && head.charAt(end - 3) == '\n') {
                return head.toString();
            }
        }
        throw new IOException("a head of more than " + MAX_HEAD + " bytes");
    }

    private static int length(String lowerHead) {
        String name = "\r\ncontent-length:";
        int at = lowerHead.indexOf(name);
        if (at < 0) {
            return 0;
        }
        int from = at + name.length();
        return Integer.parseInt(
                lowerHead.substring(from, lowerHead.indexOf("\r\n", from)).strip());
    }

    /** The last part of the path. */
    long number() {
        return Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
    }

    byte[] json() {
        return Answers.json(number()).getBytes(StandardCharsets.US_ASCII);
    }
}

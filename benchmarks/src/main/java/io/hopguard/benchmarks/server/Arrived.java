package io.hopguard.benchmarks.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A request that has arrived whole.
 *
 * @param path its target
 */
record Arrived(String path) {
    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final String CONTENT_LENGTH = "\r\ncontent-length:";

    /** Reads what the buffer holds; null while some of the request is missing. A body needs its length (RFC 9112, section 6.2). */
    static @Nullable Arrived in(ByteBuffer bytes) {
        String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
        int headEnds = text.indexOf(END_OF_HEAD);
        if (headEnds < 0) {
            return null;
        }
        int bodyBytes = text.startsWith("GET ") ? 0 : length(text.substring(0, headEnds));
        if (text.length() < headEnds + END_OF_HEAD.length() + bodyBytes) {
            return null;
        }
        int path = text.indexOf(' ') + 1;
        return new Arrived(text.substring(path, text.indexOf(' ', path)));
    }

    private static int length(String head) {
        String lowerCase = head.toLowerCase(Locale.ROOT);
        int field = lowerCase.indexOf(CONTENT_LENGTH);
        if (field < 0) {
            return 0;
        }
        int value = field + CONTENT_LENGTH.length();
        int end = head.indexOf('\r', value);
        return Integer.parseInt(
                head.substring(value, end < 0 ? head.length() : end).trim());
    }
}

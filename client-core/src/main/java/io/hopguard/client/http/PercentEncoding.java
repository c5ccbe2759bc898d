package io.hopguard.client.http;

import io.hopguard.client.error.InvalidRequestException;
import java.nio.charset.StandardCharsets;

/** Percent-encoding (RFC 3986 section 2). */
final class PercentEncoding {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();
    private static final String UNRESERVED_MARKS = "-._~";
    private static final String LITERAL_MARKS = "-._~:/?#[]@!$&'()*+,;=%";

    private PercentEncoding() {}

    /** Appends a value with everything but unreserved characters encoded, so that it stays within its place. */
    static void append(StringBuilder out, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!isAlphanumeric(c) && UNRESERVED_MARKS.indexOf(c) < 0) {
                appendEncoded(out, value);
                return;
            }
        }
        out.append(value);
    }

    private static void appendEncoded(StringBuilder out, String value) {
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (isAlphanumeric(c) || UNRESERVED_MARKS.indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append('%').append(HEX[c >> 4]).append(HEX[c & 15]);
            }
        }
    }

    /** Checks that text given as part of a URI may stand there as it is. */
    static void checkLiteral(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escape = c == '%'
                    && i + 2 < text.length()
                    && Character.digit(text.charAt(i + 1), 16) >= 0
                    && Character.digit(text.charAt(i + 2), 16) >= 0;
            if (!isAlphanumeric(c) && !escape && (c == '%' || LITERAL_MARKS.indexOf(c) < 0)) {
                throw new InvalidRequestException("URI: illegal character "
                        + (c > ' ' && c < 0x7f ? "'" + c + "'" : String.format("U+%04X", (int) c)) + " at position " + i
                        + "; percent-encode it, or give the value as a variable");
            }
        }
    }

    private static boolean isAlphanumeric(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}

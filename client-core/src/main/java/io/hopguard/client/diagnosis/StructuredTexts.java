package io.hopguard.client.diagnosis;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The structured types that stand between delimiters, read from behind the first one. */
final class StructuredTexts {
    private StructuredTexts() {}

    /** RFC 9651 section 4.2.5. */
    static String string(FieldCursor in) throws MalformedFieldException {
        StringBuilder text = new StringBuilder();
        for (char c = in.next(); c != '"'; c = in.next()) {
            if (c == '\\') {
                c = in.next();
                require(c == '"' || c == '\\');
            }
            require(isVisible(c));
            text.append(c);
        }
        return text.toString();
    }

    /** RFC 9651 section 4.2.7; the characters are checked, and not decoded. */
    static String base64(FieldCursor in) throws MalformedFieldException {
        StringBuilder text = new StringBuilder();
        boolean padded = false;
        for (char c = in.next(); c != ':'; c = in.next()) {
            require(c == '=' || !padded && (FieldCursor.isAlpha(c) || FieldCursor.isDigit(c) || c == '+' || c == '/'));
            padded |= c == '=';
            text.append(c);
        }
        return text.toString();
    }

    /** RFC 9651 section 4.2.10. */
    static String displayString(FieldCursor in) throws MalformedFieldException {
        in.require('"');
        ByteArrayOutputStream utf8 = new ByteArrayOutputStream();
        for (char c = in.next(); c != '"'; c = in.next()) {
            require(isVisible(c));
            utf8.write(c == '%' ? 16 * hex(in.next()) + hex(in.next()) : c);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw MalformedFieldException.MALFORMED;
        }
    }

    /** Lower case only. */
    private static int hex(char c) throws MalformedFieldException {
        require(FieldCursor.isDigit(c) || c >= 'a' && c <= 'f');
        return FieldCursor.isDigit(c) ? c - '0' : c - 'a' + 10;
    }

    private static boolean isVisible(char c) {
        return c >= ' ' && c < 0x7f;
    }

    private static void require(boolean holds) throws MalformedFieldException {
        if (!holds) {
            throw MalformedFieldException.MALFORMED;
        }
    }
}

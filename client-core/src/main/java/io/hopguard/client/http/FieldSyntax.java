package io.hopguard.client.http;

import io.hopguard.client.error.InvalidRequestException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What may stand in a request's method and header fields (RFC 9110 sections 5.1, 5.5 and 5.6.2). */
final class FieldSyntax {
    /** Framing belongs to the body; a header that contradicts it is how requests are smuggled (RFC 9112 section 11.2). */
    private static final String[] FRAMING = {"content-length", "transfer-encoding", "expect", "upgrade", "te"};

    private static final int MAX_SHOWN = 200;
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    private FieldSyntax() {}

    static void checkMethod(@Nullable String method) {
        if (method == null || !isToken(method)) {
            throw new InvalidRequestException(
                    "method: '" + printable(method) + "' is not a token (RFC 9110 section 9.1)");
        }
        if (method.equalsIgnoreCase("CONNECT")) {
            throw new InvalidRequestException("method: CONNECT makes a tunnel, not a request; use another method");
        }
    }

    static void checkName(@Nullable String name) {
        if (name == null || !isToken(name)) {
            throw new InvalidRequestException(
                    "header name: '" + printable(name) + "' is not a token (RFC 9110 section 5.6.2)");
        }
        for (String framing : FRAMING) {
            if (name.equalsIgnoreCase(framing)) {
                throw new InvalidRequestException(
                        "header " + name + ": is set by the client from the body; remove it and set the body instead");
            }
        }
    }

    static void checkValue(String name, @Nullable String value) {
        if (value == null) {
            throw new InvalidRequestException("header " + name + ": the value is null; leave the header out instead");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' && c != '\t' || c >= 0x7f) {
                throw new InvalidRequestException("header " + name + ": illegal character U+"
                        + String.format(Locale.ROOT, "%04X", (int) c) + " at position " + i
                        + "; only visible ASCII, space and tab may be sent, encode anything else");
            }
        }
    }

    static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean alphanumeric = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!alphanumeric && TOKEN_MARKS.indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** The beginning of a text from a stranger, in what may stand on a line of a log. */
    static String printable(@Nullable String text) {
        if (text == null) {
            return "null";
        }
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), MAX_SHOWN); i++) {
            char c = text.charAt(i);
            shown.append(c < ' ' || c >= 0x7f ? '?' : c);
        }
        return text.length() > MAX_SHOWN ? shown + "..." : shown.toString();
    }
}

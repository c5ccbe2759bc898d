package io.hopguard.client.http;

import org.jspecify.annotations.Nullable;

/**
 * Reads the parameters behind a header's value (RFC 9110 section 5.6.6), where a semicolon inside a quoted string is none
 * between two parameters. What does not keep to the grammar is passed over.
 */
final class Parameters {
    private final String text;
    private int at;

    /** Reads the text from its first semicolon, or behind the last parameter. */
    Parameters(String text, int at) {
        this.text = text;
        this.at = at;
    }

    /** The value of the first parameter of this name, without quotes and escapes, or null when there is none. */
    @Nullable
    String first(String wanted) {
        while (at < text.length()) {
            at++;
            String name = upTo("=;").stripLeading();
            if (at < text.length() && text.charAt(at) == '=') {
                at++;
                String value = value();
                if (name.equalsIgnoreCase(wanted)) {
                    return value;
                }
            }
        }
        return null;
    }

    private String value() {
        if (at == text.length() || text.charAt(at) != '"') {
            return upTo(";").strip();
        }
        String value = quoted();
        upTo(";");
        return value;
    }

    /** A quoted string (RFC 9110 section 5.6.4); one that is never closed goes on to the end. */
    private String quoted() {
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            value.append(text.charAt(at));
        }
        return value.toString();
    }

    /** What stands in front of any of these characters, or of the end. */
    private String upTo(String ends) {
        int start = at;
        while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }
}

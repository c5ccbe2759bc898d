package io.hopguard.client.diagnosis;

/** Reads a field's value from left to right, each character once. Not thread-safe. */
final class FieldCursor {
    private final String field;
    private int at;

    FieldCursor(String field) {
        this.field = field;
    }

    boolean atEnd() {
        return at == field.length();
    }

    /** The next character, or NUL at the end; NUL itself is allowed nowhere. */
    char peek() {
        return atEnd() ? '\0' : field.charAt(at);
    }

    char next() throws MalformedFieldException {
        if (atEnd()) {
            throw MalformedFieldException.MALFORMED;
        }
        return field.charAt(at++);
    }

    boolean skip(char c) {
        boolean found = !atEnd() && field.charAt(at) == c;
        at += found ? 1 : 0;
        return found;
    }

    void require(char c) throws MalformedFieldException {
        if (!skip(c)) {
            throw MalformedFieldException.MALFORMED;
        }
    }

    void skipSpaces() {
        while (peek() == ' ') {
            at++;
        }
    }

    /** OWS: spaces and tabs. */
    void skipBlanks() {
        while (peek() == ' ' || peek() == '\t') {
            at++;
        }
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }

    static boolean isAlpha(char c) {
        return isLower(c) || c >= 'A' && c <= 'Z';
    }

    /** {@code tchar} (RFC 9110 section 5.6.2). */
    static boolean isTokenCharacter(char c) {
        return isAlpha(c) || isDigit(c) || c != '\0' && "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }
}

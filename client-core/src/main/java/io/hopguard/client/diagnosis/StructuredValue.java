package io.hopguard.client.diagnosis;

/**
 * A bare item of a structured field (RFC 9651 section 3.3).
 *
 * @param kind which of the types it is
 * @param text a string's or token's own characters, otherwise the characters between the type's delimiters
 */
record StructuredValue(Kind kind, String text) {
    /** The types; dates and display strings came with RFC 9651. */
    enum Kind {
        INTEGER,
        DECIMAL,
        STRING,
        TOKEN,
        BYTES,
        BOOLEAN,
        DATE,
        DISPLAY_STRING
    }

    /** The value of a parameter that has none (RFC 9651 section 3.1.2). */
    static final StructuredValue TRUE = new StructuredValue(Kind.BOOLEAN, "1");

    boolean isTokenOrString() {
        return kind == Kind.TOKEN || kind == Kind.STRING;
    }
}

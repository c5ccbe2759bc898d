package io.hopguard.client.diagnosis;

/** A structured field that must be ignored as a whole (RFC 9651 section 4.2). It never leaves its package. */
final class MalformedFieldException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Without a stack trace: fields come from strangers, and one must not cost more than it is long. */
    static final MalformedFieldException MALFORMED = new MalformedFieldException();

    private MalformedFieldException() {
        super("malformed", null, false, false);
    }
}

package io.hopguard.client.internal.tls;

/** A file cannot be used; the message says why and what to do, and holds no secret. */
final class UnusableFileException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableFileException(String fix) {
        super(fix);
    }
}

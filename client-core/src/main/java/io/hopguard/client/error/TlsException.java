package io.hopguard.client.error;

/** The TLS handshake or the certificate check failed; nothing was sent, and repeating it will not help. */
public final class TlsException extends TransportException {
    private static final long serialVersionUID = 1L;

    /**
     * Made by the pipeline, and by tests of code that handles errors.
     *
     * @param details what is known about the failure
     */
    public TlsException(FailureDetails details) {
        super("tls", details);
    }

    @Override
    public TlsException retold(FailureDetails other) {
        return new TlsException(other);
    }
}

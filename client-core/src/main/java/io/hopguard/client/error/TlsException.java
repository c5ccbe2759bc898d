package io.hopguard.client.error;

/**
 * The TLS handshake or the certificate check failed, and repeating it will not help. The server has taken no request; with
 * TLS 1.3 one may have been written before the server's refusal of the client's certificate came in.
 */
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

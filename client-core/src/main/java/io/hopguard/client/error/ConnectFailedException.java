package io.hopguard.client.error;

/** No connection could be made: refused, unreachable, not in time, or cut during the TLS handshake; nothing was sent. */
public final class ConnectFailedException extends TransportException {
    private static final long serialVersionUID = 1L;

    /**
     * Made by the pipeline, and by tests of code that handles errors.
     *
     * @param details what is known about the failure
     */
    public ConnectFailedException(FailureDetails details) {
        super("connect_failed", details);
    }

    @Override
    public ConnectFailedException retold(FailureDetails other) {
        return new ConnectFailedException(other);
    }
}

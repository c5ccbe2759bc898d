package io.hopguard.client.error;

/** The connection broke after the request was begun and before a response came. */
public final class ConnectionLostException extends TransportException {
    private static final long serialVersionUID = 1L;

    /**
     * Made by the pipeline, and by tests of code that handles errors.
     *
     * @param details what is known about the failure
     */
    public ConnectionLostException(FailureDetails details) {
        super("connection_lost", details);
    }

    @Override
    public ConnectionLostException retold(FailureDetails other) {
        return new ConnectionLostException(other);
    }
}

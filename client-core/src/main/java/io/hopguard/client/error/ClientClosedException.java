package io.hopguard.client.error;

/** The client has been closed. */
public final class ClientClosedException extends RejectedException {
    private static final long serialVersionUID = 1L;

    /**
     * Made by the pipeline, and by tests of code that handles errors.
     *
     * @param details what is known about the failure
     */
    public ClientClosedException(FailureDetails details) {
        super("client_closed", details);
    }

    @Override
    public ClientClosedException retold(FailureDetails other) {
        return new ClientClosedException(other);
    }
}

package io.hopguard.client.error;

/** The body is larger than the configured maximum; the connection was closed. */
public final class ResponseTooLargeException extends BodyException {
    private static final long serialVersionUID = 1L;

    /**
     * Made by the pipeline, and by tests of code that handles errors.
     *
     * @param details what is known about the failure
     */
    public ResponseTooLargeException(FailureDetails details) {
        super("response_too_large", details);
    }

    @Override
    public ResponseTooLargeException retold(FailureDetails other) {
        return new ResponseTooLargeException(other);
    }
}

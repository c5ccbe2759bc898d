package io.hopguard.client.error;

/** The request's body could not be produced: a file that is gone, a stream that failed, a value that cannot be encoded. */
public final class RequestBodyException extends BodyException {
    private static final long serialVersionUID = 1L;

    /**
     * Made by the pipeline, and by tests of code that handles errors.
     *
     * @param details what is known about the failure
     */
    public RequestBodyException(FailureDetails details) {
        super("request_body", details);
    }

    @Override
    public RequestBodyException retold(FailureDetails other) {
        return new RequestBodyException(other);
    }
}

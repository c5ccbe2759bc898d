package io.hopguard.client.error;

/** 429 Too Many Requests (RFC 6585 section 4). */
public final class TooManyRequestsException extends ClientErrorException {
    private static final long serialVersionUID = 1L;

    /**
     * Made by the pipeline, and by tests of code that handles errors.
     *
     * @param details what is known about the failure
     */
    public TooManyRequestsException(FailureDetails details) {
        super("too_many_requests", details);
    }

    @Override
    public TooManyRequestsException retold(FailureDetails other) {
        return new TooManyRequestsException(other);
    }
}

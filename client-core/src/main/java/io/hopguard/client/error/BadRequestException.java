package io.hopguard.client.error;

/** 400 Bad Request (RFC 9110 section 15.5.1). */
public final class BadRequestException extends ClientErrorException {
    private static final long serialVersionUID = 1L;

    /**
     * Made by the pipeline, and by tests of code that handles errors.
     *
     * @param details what is known about the failure
     */
    public BadRequestException(FailureDetails details) {
        super("bad_request", details);
    }

    @Override
    public BadRequestException retold(FailureDetails other) {
        return new BadRequestException(other);
    }
}

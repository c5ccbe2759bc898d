package io.hopguard.client.error;

/** 403 Forbidden (RFC 9110 section 15.5.4). */
public final class ForbiddenException extends ClientErrorException {
    private static final long serialVersionUID = 1L;

    /**
     * Made by the pipeline, and by tests of code that handles errors.
     *
     * @param details what is known about the failure
     */
    public ForbiddenException(FailureDetails details) {
        super("forbidden", details);
    }

    @Override
    public ForbiddenException retold(FailureDetails other) {
        return new ForbiddenException(other);
    }
}

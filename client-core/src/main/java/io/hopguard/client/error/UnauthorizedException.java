package io.hopguard.client.error;

/** 401 Unauthorized: the credentials are missing or not accepted (RFC 9110 section 15.5.2). */
public final class UnauthorizedException extends ClientErrorException {
    private static final long serialVersionUID = 1L;

    /**
     * Made by the pipeline, and by tests of code that handles errors.
     *
     * @param details what is known about the failure
     */
    public UnauthorizedException(FailureDetails details) {
        super("unauthorized", details);
    }

    @Override
    public UnauthorizedException retold(FailureDetails other) {
        return new UnauthorizedException(other);
    }
}

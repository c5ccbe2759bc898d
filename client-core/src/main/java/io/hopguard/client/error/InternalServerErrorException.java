package io.hopguard.client.error;

/** 500 Internal Server Error (RFC 9110 section 15.6.1). */
public final class InternalServerErrorException extends ServerErrorException {
    private static final long serialVersionUID = 1L;

    /**
     * Made by the pipeline, and by tests of code that handles errors.
     *
     * @param details what is known about the failure
     */
    public InternalServerErrorException(FailureDetails details) {
        super("internal_server_error", details);
    }

    @Override
    public InternalServerErrorException retold(FailureDetails other) {
        return new InternalServerErrorException(other);
    }
}

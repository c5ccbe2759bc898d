package io.hopguard.client.error;

/** 409 Conflict (RFC 9110 section 15.5.10). */
public final class ConflictException extends ClientErrorException {
    private static final long serialVersionUID = 1L;

    /**
     * Made by the pipeline, and by tests of code that handles errors.
     *
     * @param details what is known about the failure
     */
    public ConflictException(FailureDetails details) {
        super("conflict", details);
    }

    @Override
    public ConflictException retold(FailureDetails other) {
        return new ConflictException(other);
    }
}

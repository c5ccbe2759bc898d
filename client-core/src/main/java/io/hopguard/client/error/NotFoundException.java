package io.hopguard.client.error;

/** 404 Not Found (RFC 9110 section 15.5.5). */
public final class NotFoundException extends ClientErrorException {
    private static final long serialVersionUID = 1L;

    /**
     * Made by the pipeline, and by tests of code that handles errors.
     *
     * @param details what is known about the failure
     */
    public NotFoundException(FailureDetails details) {
        super("not_found", details);
    }

    @Override
    public NotFoundException retold(FailureDetails other) {
        return new NotFoundException(other);
    }
}

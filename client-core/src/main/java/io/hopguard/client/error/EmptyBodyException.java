package io.hopguard.client.error;

/** A value was asked for, and the response has no body. */
public final class EmptyBodyException extends BodyException {
    private static final long serialVersionUID = 1L;

    /**
     * Made by the pipeline, and by tests of code that handles errors.
     *
     * @param details what is known about the failure
     */
    public EmptyBodyException(FailureDetails details) {
        super("empty_body", details);
    }

    @Override
    public EmptyBodyException retold(FailureDetails other) {
        return new EmptyBodyException(other);
    }
}

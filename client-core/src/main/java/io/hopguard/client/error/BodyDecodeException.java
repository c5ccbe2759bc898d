package io.hopguard.client.error;

/** The body could not be turned into the value that was asked for. */
public final class BodyDecodeException extends BodyException {
    private static final long serialVersionUID = 1L;

    /**
     * Made by the pipeline, and by tests of code that handles errors.
     *
     * @param details what is known about the failure
     */
    public BodyDecodeException(FailureDetails details) {
        super("body_decode", details);
    }

    @Override
    public BodyDecodeException retold(FailureDetails other) {
        return new BodyDecodeException(other);
    }
}

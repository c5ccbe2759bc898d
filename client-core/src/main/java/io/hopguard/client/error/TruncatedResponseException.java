package io.hopguard.client.error;

/**
 * The response ended before its announced end (RFC 9112 section 8); it is never handed out as a value. Where its head had
 * come, {@code details().response()} has it, with the beginning of the body that came, for looking at.
 */
public final class TruncatedResponseException extends TransportException {
    private static final long serialVersionUID = 1L;

    /**
     * Made by the pipeline, and by tests of code that handles errors.
     *
     * @param details what is known about the failure
     */
    public TruncatedResponseException(FailureDetails details) {
        super("truncated_response", details);
    }

    @Override
    public TruncatedResponseException retold(FailureDetails other) {
        return new TruncatedResponseException(other);
    }
}

package io.hopguard.client.error;

/** What came back is not valid HTTP (RFC 9112), or exceeds the limits for a header section. */
public final class MalformedResponseException extends TransportException {
    private static final long serialVersionUID = 1L;

    /**
     * Made by the pipeline, and by tests of code that handles errors.
     *
     * @param details what is known about the failure
     */
    public MalformedResponseException(FailureDetails details) {
        super("malformed_response", details);
    }

    @Override
    public MalformedResponseException retold(FailureDetails other) {
        return new MalformedResponseException(other);
    }
}

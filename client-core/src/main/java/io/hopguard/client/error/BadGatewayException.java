package io.hopguard.client.error;

/** 502 Bad Gateway: a hop got no valid answer from the hop behind it (RFC 9110 section 15.6.3). */
public final class BadGatewayException extends ServerErrorException {
    private static final long serialVersionUID = 1L;

    /**
     * Made by the pipeline, and by tests of code that handles errors.
     *
     * @param details what is known about the failure
     */
    public BadGatewayException(FailureDetails details) {
        super("bad_gateway", details);
    }

    @Override
    public BadGatewayException retold(FailureDetails other) {
        return new BadGatewayException(other);
    }
}

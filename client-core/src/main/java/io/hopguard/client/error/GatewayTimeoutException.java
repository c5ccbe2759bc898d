package io.hopguard.client.error;

/** 504 Gateway Timeout: a hop waited in vain for the hop behind it; not this client's own deadline, which is {@link
 * DeadlineExceededException} (RFC 9110 section 15.6.5). */
public final class GatewayTimeoutException extends ServerErrorException {
    private static final long serialVersionUID = 1L;

    /**
     * Made by the pipeline, and by tests of code that handles errors.
     *
     * @param details what is known about the failure
     */
    public GatewayTimeoutException(FailureDetails details) {
        super("gateway_timeout", details);
    }

    @Override
    public GatewayTimeoutException retold(FailureDetails other) {
        return new GatewayTimeoutException(other);
    }
}

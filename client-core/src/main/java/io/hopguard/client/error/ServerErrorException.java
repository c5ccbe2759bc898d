package io.hopguard.client.error;

/** A 5xx status that has no type of its own (RFC 9110 section 15.6). */
public sealed class ServerErrorException extends HttpStatusException
        permits InternalServerErrorException,
                BadGatewayException,
                ServiceUnavailableException,
                GatewayTimeoutException {
    private static final long serialVersionUID = 1L;

    /**
     * Made by the pipeline, and by tests of code that handles errors.
     *
     * @param details what is known about the failure
     */
    public ServerErrorException(FailureDetails details) {
        super("server_error", details);
    }

    ServerErrorException(String code, FailureDetails details) {
        super(code, details);
    }

    @Override
    public ServerErrorException retold(FailureDetails other) {
        return new ServerErrorException(other);
    }
}

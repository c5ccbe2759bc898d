package io.hopguard.client.error;

/** A 4xx status that has no type of its own (RFC 9110 section 15.5). */
public sealed class ClientErrorException extends HttpStatusException
        permits BadRequestException,
                UnauthorizedException,
                ForbiddenException,
                NotFoundException,
                ConflictException,
                TooManyRequestsException {
    private static final long serialVersionUID = 1L;

    /**
     * Made by the pipeline, and by tests of code that handles errors.
     *
     * @param details what is known about the failure
     */
    public ClientErrorException(FailureDetails details) {
        super("client_error", details);
    }

    ClientErrorException(String code, FailureDetails details) {
        super(code, details);
    }

    @Override
    public ClientErrorException retold(FailureDetails other) {
        return new ClientErrorException(other);
    }
}

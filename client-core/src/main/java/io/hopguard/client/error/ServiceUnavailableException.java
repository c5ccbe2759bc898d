package io.hopguard.client.error;

/** 503 Service Unavailable (RFC 9110 section 15.6.4). */
public final class ServiceUnavailableException extends ServerErrorException {
    private static final long serialVersionUID = 1L;

    /**
     * Made by the pipeline, and by tests of code that handles errors.
     *
     * @param details what is known about the failure
     */
    public ServiceUnavailableException(FailureDetails details) {
        super("service_unavailable", details);
    }

    @Override
    public ServiceUnavailableException retold(FailureDetails other) {
        return new ServiceUnavailableException(other);
    }
}

package io.hopguard.client.error;

import java.time.Duration;

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

    /**
     * The pause that the server asked for.
     *
     * @return the value of {@code Retry-After} from when the response came, or null when there was none
     */
    public @org.jspecify.annotations.Nullable Duration retryAfter() {
        long nanos = details().retryAfterNanos();
        return nanos < 0 ? null : Duration.ofNanos(nanos);
    }

    @Override
    public ServiceUnavailableException retold(FailureDetails other) {
        return new ServiceUnavailableException(other);
    }
}

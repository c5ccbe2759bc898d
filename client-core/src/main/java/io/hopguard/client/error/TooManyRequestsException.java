package io.hopguard.client.error;

import java.time.Duration;

/** 429 Too Many Requests (RFC 6585 section 4). */
public final class TooManyRequestsException extends ClientErrorException {
    private static final long serialVersionUID = 1L;

    /**
     * Made by the pipeline, and by tests of code that handles errors.
     *
     * @param details what is known about the failure
     */
    public TooManyRequestsException(FailureDetails details) {
        super("too_many_requests", details);
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
    public TooManyRequestsException retold(FailureDetails other) {
        return new TooManyRequestsException(other);
    }
}

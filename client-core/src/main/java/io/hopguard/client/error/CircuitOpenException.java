package io.hopguard.client.error;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The target's circuit breaker is open; nothing was sent. The cause, where there is one, is the last real failure. */
public final class CircuitOpenException extends RejectedException {
    private static final long serialVersionUID = 1L;

    /**
     * Made by the pipeline, and by tests of code that handles errors.
     *
     * @param details what is known about the failure
     */
    public CircuitOpenException(FailureDetails details) {
        super("circuit_open", details);
    }

    /**
     * When the circuit breaker lets a call through again, at the earliest.
     *
     * @return the time until then, reckoned from when this exception was made, or null when it is not known
     */
    public @Nullable Duration retryAfter() {
        long nanos = details().retryAfterNanos();
        return nanos < 0 ? null : Duration.ofNanos(nanos);
    }

    @Override
    public CircuitOpenException retold(FailureDetails other) {
        return new CircuitOpenException(other);
    }
}

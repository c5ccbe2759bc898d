package io.hopguard.client.error;

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

    @Override
    public CircuitOpenException retold(FailureDetails other) {
        return new CircuitOpenException(other);
    }
}

package io.hopguard.client.error;

/** No pooled connection became free in time; nothing was sent. Look for responses that are held open, or for a pool that
 * is too small. */
public final class PoolExhaustedException extends RejectedException {
    private static final long serialVersionUID = 1L;

    /**
     * Made by the pipeline, and by tests of code that handles errors.
     *
     * @param details what is known about the failure
     */
    public PoolExhaustedException(FailureDetails details) {
        super("pool_exhausted", details);
    }

    @Override
    public PoolExhaustedException retold(FailureDetails other) {
        return new PoolExhaustedException(other);
    }
}

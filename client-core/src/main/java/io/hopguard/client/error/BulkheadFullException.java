package io.hopguard.client.error;

/** As many calls as allowed are under way, and none ended within the permitted wait; nothing was sent. */
public final class BulkheadFullException extends RejectedException {
    private static final long serialVersionUID = 1L;

    /**
     * Made by the pipeline, and by tests of code that handles errors.
     *
     * @param details what is known about the failure
     */
    public BulkheadFullException(FailureDetails details) {
        super("bulkhead_full", details);
    }

    @Override
    public BulkheadFullException retold(FailureDetails other) {
        return new BulkheadFullException(other);
    }
}

package io.hopguard.client.error;

/**
 * Our own time ran out while the call was in {@link #phase()}: the call's total, or the attempt's share of it.
 *
 * <p>Not to be confused with {@link GatewayTimeoutException}, where another hop ran out of patience and said so.
 */
public final class DeadlineExceededException extends HopguardException {
    private static final long serialVersionUID = 1L;

    /**
     * Made by the pipeline, and by tests of code that handles errors.
     *
     * @param details what is known about the failure
     */
    public DeadlineExceededException(FailureDetails details) {
        super("deadline_exceeded", details, true);
    }

    @Override
    public DeadlineExceededException retold(FailureDetails other) {
        return new DeadlineExceededException(other);
    }
}

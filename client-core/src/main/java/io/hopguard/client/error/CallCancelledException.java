package io.hopguard.client.error;

/** The call was cancelled: its thread was interrupted (the flag is set again), its future was cancelled, or the client was
 * closed. */
public final class CallCancelledException extends HopguardException {
    private static final long serialVersionUID = 1L;

    /**
     * Made by the pipeline, and by tests of code that handles errors.
     *
     * @param details what is known about the failure
     */
    public CallCancelledException(FailureDetails details) {
        super("cancelled", details, true);
    }

    @Override
    public CallCancelledException retold(FailureDetails other) {
        return new CallCancelledException(other);
    }
}

package io.hopguard.client.error;

/** An interceptor or another extension threw something of its own, which is the cause. */
public final class InterceptorFailedException extends HopguardException {
    private static final long serialVersionUID = 1L;

    /**
     * Made by the pipeline, and by tests of code that handles errors.
     *
     * @param details what is known about the failure
     */
    public InterceptorFailedException(FailureDetails details) {
        super("interceptor_failed", details, true);
    }

    @Override
    public InterceptorFailedException retold(FailureDetails other) {
        return new InterceptorFailedException(other);
    }
}

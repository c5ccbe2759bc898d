package io.hopguard.client.error;

/** We refused: the request was never sent. Carries no stack trace, so that refusing stays cheap. */
public abstract sealed class RejectedException extends HopguardException
        permits CircuitOpenException, BulkheadFullException, PoolExhaustedException, ClientClosedException {
    private static final long serialVersionUID = 1L;

    RejectedException(String code, FailureDetails details) {
        super(code, details, false);
    }
}

package io.hopguard.client.error;

/** The token source gave no token, and its failure is the cause; the request was not sent with one. */
public final class TokenFailedException extends HopguardException {
    private static final long serialVersionUID = 1L;

    /**
     * Made by the pipeline, and by tests of code that handles errors.
     *
     * @param details what is known about the failure
     */
    public TokenFailedException(FailureDetails details) {
        super("token_failed", details, true);
    }

    @Override
    public TokenFailedException retold(FailureDetails other) {
        return new TokenFailedException(other);
    }
}

package io.hopguard.client.error;

/** A status that is neither success nor 4xx nor 5xx where a value was asked for, for example a redirect that is not
 * followed, or a status outside of HTTP. */
public final class UnexpectedStatusException extends HttpStatusException {
    private static final long serialVersionUID = 1L;

    /**
     * Made by the pipeline, and by tests of code that handles errors.
     *
     * @param details what is known about the failure
     */
    public UnexpectedStatusException(FailureDetails details) {
        super("unexpected_status", details);
    }

    @Override
    public UnexpectedStatusException retold(FailureDetails other) {
        return new UnexpectedStatusException(other);
    }
}

package io.hopguard.client.error;

/**
 * The request cannot be sent as it is: a bad URI, a missing variable, an illegal header. Nothing was sent; the message
 * names the part and the fix, and never shows a header's value.
 */
public final class InvalidRequestException extends HopguardException {
    private static final long serialVersionUID = 1L;

    /**
     * Made by the pipeline, and by tests of code that handles errors.
     *
     * @param details what is known about the failure
     */
    public InvalidRequestException(FailureDetails details) {
        super("invalid_request", details, true);
    }

    /**
     * For a request that is refused while it is put together.
     *
     * @param message the part that is wrong, and the fix
     */
    public InvalidRequestException(String message) {
        this(FailureDetails.of(message, Phase.ADMISSION, null));
    }

    @Override
    public InvalidRequestException retold(FailureDetails other) {
        return new InvalidRequestException(other);
    }
}

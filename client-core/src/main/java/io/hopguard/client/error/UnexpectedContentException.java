package io.hopguard.client.error;

/** The response is of another kind than was asked for: an HTML page where JSON was expected, an unknown charset, or a content
 * coding that was not asked for. The message names the media type, the length and an HTML page's title; {@code bodyText()} has the rest. */
public final class UnexpectedContentException extends BodyException {
    private static final long serialVersionUID = 1L;

    /**
     * Made by the pipeline, and by tests of code that handles errors.
     *
     * @param details what is known about the failure
     */
    public UnexpectedContentException(FailureDetails details) {
        super("unexpected_content", details);
    }

    @Override
    public UnexpectedContentException retold(FailureDetails other) {
        return new UnexpectedContentException(other);
    }
}

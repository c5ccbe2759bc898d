package io.hopguard.client.error;

/** A body could not be read, written, or turned into a value. */
public abstract sealed class BodyException extends HopguardException
        permits UnexpectedContentException,
                BodyDecodeException,
                EmptyBodyException,
                ResponseTooLargeException,
                RequestBodyException {
    private static final long serialVersionUID = 1L;

    BodyException(String code, FailureDetails details) {
        super(code, details, true);
    }

    /**
     * The beginning of the response's body.
     *
     * @return at most {@link ResponseSnapshot#MAX_BODY_BYTES} bytes of it as text; empty where no response came
     */
    public String bodyText() {
        ResponseSnapshot response = details().response();
        return response == null ? "" : response.bodyText();
    }
}

package io.hopguard.client.error;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A whole response came, and its status is not a success. */
public abstract sealed class HttpStatusException extends HopguardException
        permits ClientErrorException, ServerErrorException, UnexpectedStatusException {
    private static final long serialVersionUID = 1L;

    HttpStatusException(String code, FailureDetails details) {
        super(code, details, true);
    }

    /**
     * The exception for a status. Unknown statuses count as their class (RFC 9110 section 15).
     *
     * @param details the details, with a response
     * @return the typed exception
     * @throws IllegalArgumentException when the details have no response
     */
    public static HttpStatusException of(FailureDetails details) {
        int status = snapshot(details).status();
        return switch (status) {
            case 400 -> new BadRequestException(details);
            case 401 -> new UnauthorizedException(details);
            case 403 -> new ForbiddenException(details);
            case 404 -> new NotFoundException(details);
            case 409 -> new ConflictException(details);
            case 429 -> new TooManyRequestsException(details);
            case 500 -> new InternalServerErrorException(details);
            case 502 -> new BadGatewayException(details);
            case 503 -> new ServiceUnavailableException(details);
            case 504 -> new GatewayTimeoutException(details);
            default -> ofClass(status / 100, details);
        };
    }

    private static HttpStatusException ofClass(int hundreds, FailureDetails details) {
        return switch (hundreds) {
            case 4 -> new ClientErrorException(details);
            case 5 -> new ServerErrorException(details);
            default -> new UnexpectedStatusException(details);
        };
    }

    private static ResponseSnapshot snapshot(FailureDetails details) {
        ResponseSnapshot response = details.response();
        if (response == null) {
            throw new IllegalArgumentException("a status exception needs a response");
        }
        return response;
    }

    /**
     * The status.
     *
     * @return the status code of the last response
     */
    public int status() {
        return snapshot(details()).status();
    }

    /**
     * The headers.
     *
     * @return values by name, names without regard to case
     */
    public Map<String, List<String>> headers() {
        return snapshot(details()).headers();
    }

    /**
     * The beginning of the body as text.
     *
     * @return at most {@link ResponseSnapshot#MAX_BODY_BYTES} bytes of it
     */
    public String bodyText() {
        return snapshot(details()).bodyText();
    }

    /**
     * The pause that the server asked for with {@code Retry-After} (RFC 9110 section 10.2.3).
     *
     * @return the pause, reckoned from when this exception was made, or null when the server asked for none
     */
    public @Nullable Duration retryAfter() {
        long nanos = details().retryAfterNanos();
        return nanos < 0 ? null : Duration.ofNanos(nanos);
    }
}

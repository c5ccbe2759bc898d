package io.hopguard.client.error;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The forward proxy answered instead of letting the request through: it refused a tunnel (RFC 9110 section 9.3.6), or asked for
 * credentials (407). The target has not seen the request.
 */
public final class ProxyRefusedException extends TransportException {
    private static final long serialVersionUID = 1L;

    /**
     * Made by the pipeline, and by tests of code that handles errors.
     *
     * @param details what is known about the failure, with the proxy's answer as its response
     * @throws IllegalArgumentException when the details have no response
     */
    public ProxyRefusedException(FailureDetails details) {
        super("proxy_refused", details);
        answer();
    }

    private ResponseSnapshot answer() {
        ResponseSnapshot answer = details().response();
        if (answer == null) {
            throw new IllegalArgumentException("the proxy's answer is missing");
        }
        return answer;
    }

    @Override
    public ProxyRefusedException retold(FailureDetails other) {
        return new ProxyRefusedException(other);
    }

    /**
     * The status of the proxy's answer.
     *
     * @return the status code
     */
    public int status() {
        return answer().status();
    }

    /**
     * The headers of the proxy's answer.
     *
     * @return values by name, names without regard to case
     */
    public Map<String, List<String>> headers() {
        return answer().headers();
    }

    /**
     * The beginning of the body of the proxy's answer as text.
     *
     * @return at most {@link ResponseSnapshot#MAX_BODY_BYTES} bytes of it
     */
    public String bodyText() {
        return answer().bodyText();
    }

    /**
     * The pause that the proxy asked for with {@code Retry-After} (RFC 9110 section 10.2.3).
     *
     * @return the pause, reckoned from when this exception was made, or null when it asked for none
     */
    public @Nullable Duration retryAfter() {
        long nanos = details().retryAfterNanos();
        return nanos < 0 ? null : Duration.ofNanos(nanos);
    }
}

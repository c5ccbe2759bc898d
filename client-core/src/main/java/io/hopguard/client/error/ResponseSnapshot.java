package io.hopguard.client.error;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The response that a failure came with: status, headers and the first 16 KiB of the body. Immutable, thread-safe. */
public final class ResponseSnapshot {
    /** How much of a body is kept, in bytes: 16,384. */
    public static final int MAX_BODY_BYTES = 16 * 1024;

    private final int status;
    private final Map<String, List<String>> headers;
    private final byte[] body;
    private final Charset charset;

    /**
     * Keeps what is needed of a response.
     *
     * @param status its status
     * @param headers its headers; the map is kept
     * @param body its body, of which the first {@link #MAX_BODY_BYTES} are kept
     * @param charset how the body's text is encoded
     */
    public ResponseSnapshot(int status, Map<String, List<String>> headers, byte[] body, Charset charset) {
        this.status = status;
        this.headers = headers;
        this.body = body.length > MAX_BODY_BYTES ? Arrays.copyOf(body, MAX_BODY_BYTES) : body;
        this.charset = charset;
    }

    /**
     * The status.
     *
     * @return the status code
     */
    public int status() {
        return status;
    }

    /**
     * The headers.
     *
     * @return values by name, names without regard to case
     */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /**
     * The beginning of the body.
     *
     * @return a copy of at most {@link #MAX_BODY_BYTES} bytes
     */
    public byte[] body() {
        return body.clone();
    }

    /**
     * The beginning of the body as text.
     *
     * @return the text, undecodable bytes replaced
     */
    public String bodyText() {
        return new String(body, charset);
    }
}

package io.hopguard.client.internal.transport;

import io.hopguard.client.error.FailureDetails;
import io.hopguard.client.error.Phase;
import io.hopguard.client.error.ResponseTooLargeException;
import io.hopguard.client.http.Headers;
import io.hopguard.client.internal.kernel.AttemptRun;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/**
 * The content of a response, still on the wire.
 *
 * @param received the headers as they came
 * @param entity the framed body, or null where there is none
 * @param codings what is to be undone
 * @param maxRatio how many times larger it may become by that
 */
record HcContent(Headers received, @Nullable HttpEntity entity, List<String> codings, int maxRatio) {

    /** The headers that tell of the content as it is handed out. */
    Headers headers() {
        return codings.isEmpty()
                ? received
                : received.without("Content-Encoding").without("Content-Length");
    }

    /** All of it. */
    byte[] read(int maxBytes, AttemptRun run) throws IOException {
        if (entity == null) {
            return HcBodies.NONE;
        }
        long length = entity.getContentLength();
        if (length > maxBytes) {
            throw tooLarge("limits.maxBodyBytes", maxBytes);
        }
        byte[] body;
        if (codings.isEmpty()) {
            body = HcBodies.read(entity.getContent(), length, maxBytes, run);
        } else {
            try (InputStream decoded = decoded(entity)) {
                body = HcBodies.read(decoded, -1, maxBytes, run);
            }
        }
        if (body == null) {
            throw tooLarge("limits.maxBodyBytes", maxBytes);
        }
        return body;
    }

    /** It bit by bit. */
    InputStream stream(long maxBytes) throws IOException {
        if (entity == null) {
            return InputStream.nullInputStream();
        }
        return new HcLimited(codings.isEmpty() ? entity.getContent() : decoded(entity), maxBytes);
    }

    private InputStream decoded(HttpEntity framed) throws IOException {
        return new HcDecoded(framed.getContent(), codings, maxRatio);
    }

    static ResponseTooLargeException tooLarge(String property, long maxBytes) {
        String other = property.endsWith("maxBodyBytes") ? "; raise it, or read the body with stream()" : "; raise it";
        return new ResponseTooLargeException(FailureDetails.of(
                "the response body is larger than " + property + ", which is " + maxBytes + other, Phase.BODY, null));
    }
}

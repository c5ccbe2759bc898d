package io.hopguard.client.http;

import io.hopguard.client.error.InvalidRequestException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a request carries. A body that is {@link #replayable()} may be used for several calls at once; a one-shot stream
 * belongs to one call.
 */
public abstract class RequestBody {
    /** For the library's own bodies and for a user's. */
    protected RequestBody() {}

    /**
     * The media type.
     *
     * @return the value of Content-Type, or null to send none
     */
    public abstract @Nullable String contentType();

    /**
     * The length.
     *
     * @return the number of bytes that {@link #writeTo} writes, or -1 when it is not known (then it is sent in chunks)
     */
    public abstract long contentLength();

    /**
     * Whether it can be written again for another attempt.
     *
     * @return true unless it is a stream that has been read
     */
    public abstract boolean replayable();

    /**
     * Writes all of it.
     *
     * @param out where to; not to be closed
     * @throws IOException when it cannot be read or written
     */
    public abstract void writeTo(OutputStream out) throws IOException;

    /**
     * Bytes in memory.
     *
     * @param content the bytes; kept, so do not change them
     * @param contentType the media type, or null
     * @return a replayable body
     */
    public static RequestBody bytes(byte[] content, @Nullable String contentType) {
        return new BytesBody(content, contentType);
    }

    /**
     * Text in UTF-8.
     *
     * @param text the text
     * @return a replayable body of type {@code text/plain}
     */
    public static RequestBody text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8), "text/plain; charset=utf-8");
    }

    /**
     * A form as browsers send it.
     *
     * @param fields names and values; an {@link Iterable} as value repeats the field
     * @return a replayable body of type {@code application/x-www-form-urlencoded}
     * @throws InvalidRequestException when a value is null
     */
    public static RequestBody form(Map<String, ?> fields) {
        Query query = new Query();
        fields.forEach(query::add);
        String encoded = query.appendTo("?");
        return bytes(
                encoded.substring(Math.min(2, encoded.length())).getBytes(StandardCharsets.US_ASCII),
                "application/x-www-form-urlencoded");
    }

    /**
     * A file.
     *
     * @param file the file, opened anew for each attempt
     * @param contentType the media type, or null
     * @return a replayable body
     * @throws InvalidRequestException when the file is not there or cannot be read
     */
    public static RequestBody file(Path file, @Nullable String contentType) {
        return FileBody.of(file, contentType);
    }

    /**
     * A stream that can be read once; the call is repeated only as long as it has not been read.
     *
     * @param stream the stream; closed by the call
     * @param length its length in bytes, or -1 when not known
     * @param contentType the media type, or null
     * @return a one-shot body
     */
    public static RequestBody stream(InputStream stream, long length, @Nullable String contentType) {
        return StreamBody.once(stream, length, contentType);
    }

    /**
     * A stream that can be opened again for each attempt.
     *
     * @param streams opens a new stream from the beginning; each is closed by the call
     * @param length its length in bytes, or -1 when not known
     * @param contentType the media type, or null
     * @return a replayable body
     */
    public static RequestBody replayableStream(
            Supplier<? extends InputStream> streams, long length, @Nullable String contentType) {
        return StreamBody.again(streams::get, length, contentType);
    }
}

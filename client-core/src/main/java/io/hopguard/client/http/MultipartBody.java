package io.hopguard.client.http;

import io.hopguard.client.error.InvalidRequestException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A {@code multipart/form-data} body (RFC 7578). Immutable; replayable when all its parts are.
 *
 * <p>Names and file names are written in UTF-8 with quotes, CR and LF percent-encoded, as browsers do (WHATWG HTML,
 * "multipart/form-data encoding algorithm").
 */
public final class MultipartBody extends RequestBody {
    private record Part(byte[] head, RequestBody body) {}

    private static final byte[] CRLF = {'\r', '\n'};

    private final String boundary;
    private final List<Part> parts;
    private final byte[] end;

    private MultipartBody(String boundary, List<Part> parts) {
        this.boundary = boundary;
        this.parts = List.copyOf(parts);
        this.end = ("--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Starts one.
     *
     * @return a builder, not thread-safe
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    @Override
    public long contentLength() {
        long length = end.length;
        for (Part part : parts) {
            if (part.body.contentLength() < 0) {
                return -1;
            }
            length += part.head.length + part.body.contentLength() + CRLF.length;
        }
        return length;
    }

    @Override
    public boolean replayable() {
        return parts.stream().allMatch(part -> part.body.replayable());
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        for (Part part : parts) {
            out.write(part.head);
            part.body.writeTo(out);
            out.write(CRLF);
        }
        out.write(end);
    }

    /** Collects parts. Not thread-safe. */
    public static final class Builder {
        private final String boundary = "hopguard-" + UUID.randomUUID();
        private final List<Part> parts = new ArrayList<>();

        private Builder() {}

        /**
         * Adds a field.
         *
         * @param name its name
         * @param value its value
         * @return this
         */
        public Builder field(String name, String value) {
            return part(name, null, RequestBody.bytes(value.getBytes(StandardCharsets.UTF_8), null));
        }

        /**
         * Adds a file.
         *
         * @param name the field's name
         * @param fileName the name the server is told
         * @param body the content
         * @return this
         */
        public Builder file(String name, String fileName, RequestBody body) {
            return part(name, fileName, body);
        }

        private Builder part(String name, @Nullable String fileName, RequestBody body) {
            StringBuilder head = new StringBuilder("--" + boundary + "\r\nContent-Disposition: form-data; name=\"")
                    .append(escaped(name))
                    .append('"');
            if (fileName != null) {
                head.append("; filename=\"").append(escaped(fileName)).append('"');
            }
            String contentType = body.contentType();
            if (contentType != null) {
                FieldSyntax.checkValue("Content-Type", contentType);
                head.append("\r\nContent-Type: ").append(contentType);
            }
            parts.add(new Part(head.append("\r\n\r\n").toString().getBytes(StandardCharsets.UTF_8), body));
            return this;
        }

        private static String escaped(String name) {
            return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
        }

        /**
         * Ends it.
         *
         * @return the body
         * @throws InvalidRequestException when there is no part
         */
        public MultipartBody build() {
            if (parts.isEmpty()) {
                throw new InvalidRequestException("multipart body: has no parts; add a field or a file");
            }
            return new MultipartBody(boundary, parts);
        }
    }
}

package io.hopguard.client.codec;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** JSON through Jackson 3. Thread-safe. Needs {@code tools.jackson.core:jackson-databind}. */
public final class Jackson3Codec extends JsonCodec {
    private final ObjectMapper mapper;

    /** With Jackson's default settings, but ignoring properties that the type does not have. */
    public Jackson3Codec() {
        this(JsonMapper.builder()
                .disable(tools.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build());
    }

    /**
     * With settings of one's own.
     *
     * @param mapper the mapper
     */
    public Jackson3Codec(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public byte[] encode(Object value) {
        return mapper.writeValueAsBytes(value);
    }

    @Override
    public @Nullable Object decode(byte[] body, Type type) throws IOException {
        try {
            return mapper.readValue(body, mapper.constructType(type));
        } catch (JacksonException e) {
            throw unreadable(e);
        }
    }

    @Override
    public @Nullable Object decode(InputStream body, Type type) throws IOException {
        try {
            return mapper.readValue(body, mapper.constructType(type));
        } catch (JacksonException e) {
            throw unreadable(e);
        }
    }

    private static IOException unreadable(JacksonException e) {
        if (e.getCause() instanceof IOException source) {
            return source;
        }
        TokenStreamLocation place = e.getLocation() == null ? TokenStreamLocation.NA : e.getLocation();
        return new UnreadableJsonException(e, place.getLineNr(), place.getColumnNr());
    }
}

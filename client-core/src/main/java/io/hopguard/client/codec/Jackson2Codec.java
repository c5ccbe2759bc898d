package io.hopguard.client.codec;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** JSON through Jackson 2. Thread-safe. Needs {@code com.fasterxml.jackson.core:jackson-databind}. */
public final class Jackson2Codec extends JsonCodec {
    private final ObjectMapper mapper;

    /** With Jackson's default settings, but ignoring properties that the type does not have. */
    public Jackson2Codec() {
        this(JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                // As Jackson 3 does by itself: what follows the value is a sign of a damaged body.
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build());
    }

    /**
     * With settings of one's own.
     *
     * @param mapper the mapper
     */
    public Jackson2Codec(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public byte[] encode(Object value) throws IOException {
        return mapper.writeValueAsBytes(value);
    }

    @Override
    public @Nullable Object decode(byte[] body, Type type) throws IOException {
        try {
            return mapper.readValue(body, mapper.constructType(type));
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        }
    }

    @Override
    public @Nullable Object decode(InputStream body, Type type) throws IOException {
        try {
            return mapper.readValue(body, mapper.constructType(type));
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        }
    }

    private static IOException unreadable(JsonProcessingException e) {
        JsonLocation place = e.getLocation() == null ? JsonLocation.NA : e.getLocation();
        return new UnreadableJsonException(e, place.getLineNr(), place.getColumnNr());
    }
}

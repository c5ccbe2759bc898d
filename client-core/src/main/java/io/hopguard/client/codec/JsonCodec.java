package io.hopguard.client.codec;

import io.hopguard.client.http.MediaType;
import org.jspecify.annotations.Nullable;

/** What both Jackson adapters share. */
abstract class JsonCodec implements BodyCodec {
    @Override
    public final String contentType() {
        return "application/json";
    }

    @Override
    public final boolean reads(@Nullable MediaType contentType) {
        return contentType == null || contentType.isJson();
    }
}

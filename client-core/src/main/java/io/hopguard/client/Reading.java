package io.hopguard.client;

import io.hopguard.client.http.Request;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.CallControl;
import io.hopguard.client.internal.kernel.Exchange;
import java.lang.reflect.Type;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One call's wish for a value, and the value once it is there. */
final class Reading implements Exchange.Decoding {
    private final BodyReader reader;
    private final Type type;
    private @Nullable Object value;

    Reading(BodyReader reader, Type type) {
        this.reader = reader;
        this.type = type;
    }

    @Override
    public void read(Request request, Response response, CallControl control) {
        value = reader.read(request, response, type, control);
    }

    /** The value of a good answer; for any other its exception is thrown. */
    Object value(Response response) {
        response.orThrow();
        return Objects.requireNonNull(value);
    }
}

package io.hopguard.client;

import io.hopguard.client.http.Request;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.CallControl;
import io.hopguard.client.internal.kernel.Exchange;
import java.lang.reflect.Type;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One call that is to end with a value, and the value once it is there: of each call its own. */
final class Reading implements Calls.Kind<Object>, Exchange.Decoding {
    private final Calls calls;
    private final Type type;
    private @Nullable Object value;

    Reading(Calls calls, Type type) {
        this.calls = calls;
        this.type = type;
    }

    /** The value of a good answer; for any other its exception is thrown. */
    @Override
    public Object make(Request request, CallControl control) {
        calls.run(new Exchange(request, control, this)).orThrow();
        return Objects.requireNonNull(value);
    }

    @Override
    public void read(Request request, Response response, CallControl control) {
        value = calls.reader().read(request, response, type, control);
    }
}

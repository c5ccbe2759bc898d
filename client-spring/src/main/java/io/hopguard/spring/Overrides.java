package io.hopguard.spring;

import io.hopguard.client.error.InvalidRequestException;
import io.hopguard.client.http.Request;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The attributes of one request that are ours. */
record Overrides(
        @Nullable Duration timeout,
        @Nullable String idempotencyKey,
        boolean retrySafe,
        boolean retryOff,
        boolean stream) {

    /** Refuses what has another type: it would otherwise silently not hold. */
    static Overrides of(Map<String, Object> attributes) {
        String key = value(attributes, HopguardAttributes.IDEMPOTENCY_KEY, String.class);
        if (key != null && (key.isBlank() || key.length() > 255)) {
            throw new InvalidRequestException("idempotency key: has " + key.length() + " characters; give 1 to 255");
        }
        return new Overrides(
                value(attributes, HopguardAttributes.TIMEOUT, Duration.class),
                key,
                isOn(attributes, HopguardAttributes.RETRY_SAFE),
                isOn(attributes, HopguardAttributes.RETRY_OFF),
                isOn(attributes, HopguardAttributes.STREAM));
    }

    void applyTo(Request.Builder request) {
        request.timeout(timeout).retry(retrySafe, retryOff);
        if (idempotencyKey != null) {
            request.header(Request.IDEMPOTENCY_KEY, idempotencyKey);
        }
    }

    private static boolean isOn(Map<String, Object> attributes, String name) {
        return Boolean.TRUE.equals(value(attributes, name, Boolean.class));
    }

    private static <T> @Nullable T value(Map<String, Object> attributes, String name, Class<T> type) {
        Object value = attributes.get(name);
        if (value != null && !type.isInstance(value)) {
            throw new InvalidRequestException(
                    "attribute " + name + ": is a " + value.getClass().getName() + "; give a " + type.getSimpleName());
        }
        return type.cast(value);
    }
}

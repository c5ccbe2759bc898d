package io.hopguard.spring;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * What one request wants otherwise than its client, as attributes of the request:
 *
 * <pre>{@code
 * restClient.post().uri("/payments").attributes(HopguardAttributes.idempotencyKey()).body(payment)...
 * }</pre>
 *
 * <p>HTTP services take the same by name: {@code @RequestAttribute(HopguardAttributes.TIMEOUT) Duration timeout}.
 */
public final class HopguardAttributes {
    /** Limits the whole call; a {@link Duration}. */
    public static final String TIMEOUT = "hopguard.timeout";

    /** The {@code Idempotency-Key}; a {@link String}. */
    public static final String IDEMPOTENCY_KEY = "hopguard.idempotency-key";

    /** Whether the request is sent once only; a {@link Boolean}. */
    public static final String RETRY_OFF = "hopguard.retry-off";

    /** Whether the request may be sent twice whatever its method is; a {@link Boolean}. */
    public static final String RETRY_SAFE = "hopguard.retry-safe";

    /** Whether the body of a success is handed out as it comes; a {@link Boolean}. */
    public static final String STREAM = "hopguard.stream";

    private HopguardAttributes() {}

    /**
     * Limits the whole call, instead of {@code timeouts.total}.
     *
     * @param total more than zero
     * @return for {@code RestClient}'s {@code attributes(..)}
     */
    public static Consumer<Map<String, Object>> timeout(Duration total) {
        return attributes -> attributes.put(TIMEOUT, total);
    }

    /**
     * Makes the call repeatable by an {@code Idempotency-Key} of its own, the same on every attempt.
     *
     * @return for {@code RestClient}'s {@code attributes(..)}
     */
    public static Consumer<Map<String, Object>> idempotencyKey() {
        return idempotencyKey(UUID.randomUUID().toString());
    }

    /**
     * Makes the call repeatable by a given {@code Idempotency-Key}.
     *
     * @param key the key, from 1 to 255 characters
     * @return for {@code RestClient}'s {@code attributes(..)}
     */
    public static Consumer<Map<String, Object>> idempotencyKey(String key) {
        return attributes -> attributes.put(IDEMPOTENCY_KEY, key);
    }

    /**
     * Sends the request once only.
     *
     * @return for {@code RestClient}'s {@code attributes(..)}
     */
    public static Consumer<Map<String, Object>> retryOff() {
        return attributes -> attributes.put(RETRY_OFF, true);
    }

    /**
     * Says that the request may be sent twice whatever its method is, because applying it twice does no harm.
     *
     * @return for {@code RestClient}'s {@code attributes(..)}
     */
    public static Consumer<Map<String, Object>> retrySafe() {
        return attributes -> attributes.put(RETRY_SAFE, true);
    }

    /**
     * Hands the body of a success out as it comes, instead of reading it into memory: within {@code timeouts.streamTotal} and
     * {@code limits.maxStreamBytes}. What goes wrong behind the head is then not tried again.
     *
     * @return for {@code RestClient}'s {@code attributes(..)}
     */
    public static Consumer<Map<String, Object>> stream() {
        return attributes -> attributes.put(STREAM, true);
    }
}

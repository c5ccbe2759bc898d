package io.hopguard.examples.doctor;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is to be examined, and how. Immutable. */
public final class Order {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE", "QUERY");
    private static final int USUAL_ATTEMPTS = 3;

    private static final int MOST_ATTEMPTS = 100;

    private final Place target;
    private final @Nullable Place direct;
    private final String method;
    private final String accept;
    private final int attempts;
    private final Duration timeout;

    /**
     * Takes the order.
     *
     * @param target the URL that is in trouble
     * @param direct the URL of the same resource without the gateway, or null
     * @param method the request's method
     * @param accept what the request asks for, possibly nothing: a good status with something else is no good answer
     * @param attempts how many, or null for 3, and 1 for a method that is not safe
     * @param timeout the limit of each attempt
     * @throws IllegalArgumentException when a URL cannot be called or the attempts are too many; the message shows no URL
     */
    public Order(
            URI target,
            @Nullable URI direct,
            String method,
            String accept,
            @Nullable Integer attempts,
            Duration timeout) {
        if (attempts != null && attempts > MOST_ATTEMPTS) {
            throw new IllegalArgumentException("--attempts: give 1 to " + MOST_ATTEMPTS);
        }
        this.target = Place.of(target);
        this.direct = direct == null ? null : Place.of(direct);
        this.method = method;
        this.accept = accept;
        this.attempts = attempts != null ? attempts : isSafe(method) ? USUAL_ATTEMPTS : 1;
        this.timeout = timeout;
    }

    private static boolean isSafe(String method) {
        return SAFE.contains(method);
    }

    Place target() {
        return target;
    }

    @Nullable
    Place direct() {
        return direct;
    }

    String method() {
        return method;
    }

    String accept() {
        return accept;
    }

    int attempts() {
        return attempts;
    }

    Duration timeout() {
        return timeout;
    }

    /** Whether one more request than was ordered does no harm (RFC 9110 section 9.2.1). */
    boolean mayAddRequests() {
        return isSafe(method);
    }
}

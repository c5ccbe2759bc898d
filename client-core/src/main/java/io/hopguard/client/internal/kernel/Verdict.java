package io.hopguard.client.internal.kernel;

import io.hopguard.client.error.GaveUp;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt's outcome means: to the breaker and the metrics, and to the retries.
 *
 * @param health good, bad, or says nothing about the target
 * @param obstacle why it must not be tried again, or null when it may
 */
public record Verdict(Health health, @Nullable GaveUp obstacle) {
    /** What an outcome says about the target. */
    public enum Health {
        SUCCESS,
        FAILURE,
        IGNORE
    }

    public static final Verdict SUCCESS = new Verdict(Health.SUCCESS, GaveUp.NOT_RETRYABLE);

    public boolean retryable() {
        return obstacle == null;
    }
}

package io.hopguard.client.internal.retry;

import io.hopguard.client.error.GaveUp;
import org.jspecify.annotations.Nullable;

/** What to do after an attempt. */
public sealed interface RetryDecision {
    /** Hand out a success. */
    RetryDecision GOOD = new Accept(null);

    /** Hand the outcome out; the reason is null when it is a success. */
    record Accept(@Nullable GaveUp reason) implements RetryDecision {}

    /** Wait, then try again. */
    record Retry(long delayNanos) implements RetryDecision {}
}

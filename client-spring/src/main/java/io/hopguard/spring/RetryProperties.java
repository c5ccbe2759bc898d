package io.hopguard.spring;

import static io.hopguard.spring.Given.set;

import io.hopguard.client.policy.Jitter;
import io.hopguard.client.policy.RetryPolicy;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is tried again, how often and after how long.
 *
 * @param maxAttempts Attempts of one call, the first included; 1 switches retries off.
 * @param baseDelay Wait before the second attempt, before jitter; doubled for each further one.
 * @param maxDelay Longest wait between two attempts; a Retry-After of the server may be longer.
 * @param jitter How chance shortens a wait.
 * @param statuses Statuses after which a repeatable request is sent again.
 */
record RetryProperties(
        @Nullable Integer maxAttempts,
        @Nullable Duration baseDelay,
        @Nullable Duration maxDelay,
        @Nullable Jitter jitter,
        @Nullable Set<Integer> statuses) {

    void applyTo(RetryPolicy.Builder policy) {
        set(maxAttempts, policy::maxAttempts);
        set(jitter, policy::jitter);
        set(statuses, policy::statuses);
        if (baseDelay != null || maxDelay != null) {
            RetryPolicy usual = RetryPolicy.builder().build();
            policy.backoff(
                    baseDelay == null ? usual.baseDelay() : baseDelay, maxDelay == null ? usual.maxDelay() : maxDelay);
        }
    }
}

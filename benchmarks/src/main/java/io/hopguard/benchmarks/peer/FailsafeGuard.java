package io.hopguard.benchmarks.peer;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.CheckedPredicate;
import java.io.IOException;
import java.time.Duration;

/**
 * Failsafe's default of 3 attempts without a pause, around the breaker of its documentation: 3 failures of 10, then a minute.
 */
public final class FailsafeGuard {
    private FailsafeGuard() {}

    public static <R> FailsafeExecutor<R> of(CheckedPredicate<R> failed) {
        RetryPolicy<R> retry = RetryPolicy.<R>builder()
                .handle(IOException.class)
                .handleResultIf(failed)
                .build();
        CircuitBreaker<R> breaker = CircuitBreaker.<R>builder()
                .handle(IOException.class)
                .handleResultIf(failed)
                .withFailureThreshold(3, 10)
                .withSuccessThreshold(5)
                .withDelay(Duration.ofMinutes(1))
                .build();
        return Failsafe.with(retry, breaker);
    }
}

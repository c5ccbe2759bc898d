package io.hopguard.benchmarks.peer;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.micrometer.Timer;
import io.github.resilience4j.retry.Retry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.Callable;

/**
 * resilience4j with its defaults: 3 attempts 500 ms apart, each through the breaker, which looks at 100 calls, and each timed.
 */
final class Resilience4jGuard {
    private final Retry retry = Retry.ofDefaults("orders");
    private final CircuitBreaker breaker = CircuitBreaker.ofDefaults("orders");
    private final Timer timer = Timer.of("orders", new SimpleMeterRegistry());

    <T> T call(Callable<T> call) throws Exception {
        return retry.executeCallable(() -> breaker.executeCallable(() -> timer.executeCallable(call)));
    }
}

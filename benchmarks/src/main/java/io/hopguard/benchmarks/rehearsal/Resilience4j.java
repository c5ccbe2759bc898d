package io.hopguard.benchmarks.rehearsal;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.retry.Retry;
import io.hopguard.benchmarks.outage.peer.Policy;
import io.hopguard.benchmarks.outage.peer.Site;
import io.hopguard.benchmarks.outage.world.World;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.util.backoff.BackOffExecution;

/** What resilience4j's own breaker admits in virtual time, with its defaults. */
final class Resilience4j implements Breaker {
    private static final Exception FAILURE = new Exception("502");

    private final CircuitBreaker breaker;

    private Resilience4j(World world) {
        this.breaker = CircuitBreaker.of(
                "orders",
                CircuitBreakerConfig.custom()
                        .currentTimestampFunction(clock -> world.nanos(), TimeUnit.NANOSECONDS)
                        .clock(new WorldClock(world))
                        .build());
    }

    /** Within its own retry. */
    static Policy withItsRetry(Site site) {
        Retry retry = Retry.ofDefaults("orders");
        return policy(site, () -> {
            Retry.AsyncContext<Object> call = retry.asyncContext();
            return () -> call.onError(FAILURE);
        });
    }

    /** Within Spring's. */
    static Policy withRetryTemplate(Site site) {
        RetryTemplate retry = new RetryTemplate();
        return policy(site, () -> {
            BackOffExecution call = retry.getRetryPolicy().getBackOff().start();
            return () -> call.nextBackOff(); // less than 0 for the end, here too
        });
    }

    private static Policy policy(Site site, Supplier<LongSupplier> waits) {
        return new RetriedThroughBreaker(site, new Resilience4j(site.world()), waits);
    }

    @Override
    public boolean admits() {
        return breaker.tryAcquirePermission();
    }

    @Override
    public void succeeded() {
        breaker.onSuccess(0, TimeUnit.NANOSECONDS);
    }

    @Override
    public void failed() {
        breaker.onError(0, TimeUnit.NANOSECONDS, FAILURE);
    }
}

package io.hopguard.benchmarks.peer;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.springframework.cloud.circuitbreaker.resilience4j.Resilience4JCircuitBreakerFactory;
import org.springframework.cloud.circuitbreaker.resilience4j.Resilience4JConfigBuilder;
import org.springframework.cloud.circuitbreaker.resilience4j.Resilience4JConfigurationProperties;
import org.springframework.cloud.client.circuitbreaker.CircuitBreaker;
import org.springframework.core.retry.RetryTemplate;

/**
 * RestClient behind Spring Cloud CircuitBreaker and Spring's RetryTemplate, with their defaults: each attempt runs on a thread
 * of the breaker's pool for 1 s at the most; 3 retries, 1 s apart.
 */
final class SpringCloudPeer implements Peer {
    private final RestClientPeer rest;
    private final RetryTemplate retry = new RetryTemplate();
    private final ExecutorService threads = Executors.newCachedThreadPool(Daemons::thread);
    private final CircuitBreaker breaker;

    SpringCloudPeer(String url) {
        this.rest = RestClientPeer.overHttpClient(url);
        Resilience4JCircuitBreakerFactory factory = new Resilience4JCircuitBreakerFactory(
                CircuitBreakerRegistry.ofDefaults(),
                TimeLimiterRegistry.ofDefaults(),
                null,
                new Resilience4JConfigurationProperties());
        factory.configureExecutorService(threads);
        factory.configureDefault(id -> new Resilience4JConfigBuilder(id)
                .timeLimiterConfig(TimeLimiterConfig.ofDefaults())
                .circuitBreakerConfig(CircuitBreakerConfig.ofDefaults())
                .build());
        this.breaker = factory.create("orders");
    }

    @Override
    public byte[] get() {
        return guarded(rest::get);
    }

    @Override
    public byte[] post(byte[] json) {
        return guarded(() -> rest.post(json));
    }

    private byte[] guarded(Supplier<byte[]> call) {
        return retry.invoke(() -> breaker.run(call));
    }

    @Override
    public void close() throws IOException {
        threads.shutdown();
        rest.close();
    }
}

package io.hopguard.client.internal.breaker;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;

/** The user's own registry, under a name that keeps resilience4j's out of the other packages. */
public record UserRegistry(CircuitBreakerRegistry registry) {}

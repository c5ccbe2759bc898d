package io.hopguard.spring;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What counts for the application's health.
 *
 * @param openBreakerIsDown Whether an open circuit breaker makes the application's health DOWN; otherwise it is a detail.
 */
record HealthProperties(@DefaultValue("false") boolean openBreakerIsDown) {}

package io.hopguard.client.event;

/**
 * A target's circuit breaker changed its state. A change that time brings about is noticed by the next attempt: {@code OPEN} to
 * {@code HALF_OPEN} is told when somebody asks again.
 *
 * @param subject the target
 * @param from the state before, for example {@code CLOSED}
 * @param to the state now, for example {@code OPEN}
 */
public record BreakerChanged(EventSubject subject, String from, String to) implements CallEvent {}

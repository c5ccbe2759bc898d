package io.hopguard.client.event;

import io.hopguard.client.error.Attempt;

/**
 * An attempt ended, with a response or without. One that the circuit breaker refused was none.
 *
 * @param subject the call
 * @param attempt how it went
 */
public record AttemptEnded(EventSubject subject, Attempt attempt) implements CallEvent {}

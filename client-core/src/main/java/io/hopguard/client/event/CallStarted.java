package io.hopguard.client.event;

/**
 * A call begins. A {@link CallEnded} follows, whatever happens.
 *
 * @param subject the call
 */
public record CallStarted(EventSubject subject) implements CallEvent {}

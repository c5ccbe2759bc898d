package io.hopguard.client.event;

/**
 * A stream that nobody read to its end or closed was cut off by the client, to have its connection back: a leak in the code that asked
 * for it.
 *
 * @param subject the call
 * @param how in what way it was lost, in words
 */
public record StreamLost(EventSubject subject, String how) implements CallEvent {}

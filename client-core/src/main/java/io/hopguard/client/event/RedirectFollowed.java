package io.hopguard.client.event;

import io.hopguard.client.http.Target;

/**
 * A call follows a redirect.
 *
 * @param subject the call, with the target that answered with the redirect
 * @param status the status of the redirect, for example 302
 * @param to where it leads: scheme, host and port
 */
public record RedirectFollowed(EventSubject subject, int status, Target to) implements CallEvent {}

package io.hopguard.client.extend;

/**
 * Gets bearer tokens, for example from an authorization server. May block; must be thread-safe.
 *
 * <p>It is asked on a thread of the client's own, once for all calls that need a token at the time. Calls wait for it no longer
 * than until their own deadline; when it has not answered after 30 s its thread is interrupted, and the next call asks again.
 * It may use another Hopguard client. Blocking calls that it makes through the client that it serves carry no token of that client.
 */
@FunctionalInterface
public interface TokenSource {
    /**
     * Gets a new token; the client keeps it.
     *
     * @return the token
     * @throws Exception when there is none to be had; becomes the cause of a
     *     {@link io.hopguard.client.error.TokenFailedException}, which calls within the next second meet too
     */
    Token token() throws Exception;
}

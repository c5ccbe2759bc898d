package io.hopguard.client.internal.kernel;

import io.hopguard.client.http.Headers;

/**
 * The head of a final response as it came, before anything is taken off it.
 *
 * @param status its status
 * @param reason its reason phrase, possibly empty
 * @param headers its fields, {@code Content-Encoding} and all
 */
public record ReceivedHead(int status, String reason, Headers headers) {}

package io.hopguard.examples.doctor;

import io.hopguard.client.ResilientClient;
import io.hopguard.client.http.Response;
import java.net.URI;

/** Sends the request that is examined. */
@FunctionalInterface
public interface Sender {

    /**
     * Sends it once.
     *
     * @param client the client to send it with
     * @param uri where to
     * @return the response, whatever its status is
     */
    Response send(ResilientClient client, URI uri);
}

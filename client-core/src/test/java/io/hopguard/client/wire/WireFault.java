package io.hopguard.client.wire;

import java.io.IOException;

/** One way in which the wire between a client and a server can fail. */
public interface WireFault {
    /** Nothing wrong. */
    WireFault NONE = RelayedConnection::pass;

    /** Serves one request, or fails to; throwing ends the connection. */
    void serve(RelayedConnection connection) throws IOException, InterruptedException;

    /** Whether the client waits until its own limits end the attempt. */
    default boolean stalls() {
        return false;
    }

    /** Whether the port is to be closed while the fault lasts. */
    default boolean refuses() {
        return false;
    }

    default String scheme() {
        return "http";
    }
}

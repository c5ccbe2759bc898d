package io.hopguard.client;

import org.jspecify.annotations.NullMarked;

/**
 * What a client keeps to itself and the soak must know: connections that are never given back, and calls that are never let
 * go of, show nowhere else while the client is open. In this package because the accounts are its own and no user's.
 */
@NullMarked
public final class ClientInsides {
    private final ResilientClient client;

    public ClientInsides(ResilientClient client) {
        this.client = client;
    }

    public int leasedConnections() {
        return client.leasedConnections();
    }

    public int callsUnderWay() {
        return client.callsUnderWay();
    }
}

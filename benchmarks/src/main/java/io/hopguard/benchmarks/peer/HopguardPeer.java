package io.hopguard.benchmarks.peer;

import io.hopguard.client.ResilientClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** Hopguard as it is by default, which is with everything on, and with a meter registry. */
final class HopguardPeer implements Peer {
    /** {@link #PATH} */
    private static final String ROUTE = "/orders/{id}";

    private static final int ID = 42;

    private final ResilientClient client;

    HopguardPeer(String url) {
        this.client = ResilientClient.builder()
                .baseUri(url)
                .meterRegistry(new SimpleMeterRegistry())
                .build();
    }

    @Override
    public byte[] get() {
        return client.get(ROUTE, ID).header("Accept", JSON).fetch(byte[].class);
    }

    @Override
    public byte[] post(byte[] json) {
        return client.post(ROUTE, ID).header("Accept", JSON).bytes(json, JSON).fetch(byte[].class);
    }

    @Override
    public void close() {
        client.close();
    }
}

package io.hopguard.benchmarks.peer;

import io.hopguard.client.ResilientClient;
import io.hopguard.client.ResilientClientBuilder;
import io.hopguard.spring.HopguardRequestFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** Hopguard as it is by default, which is with everything on, and with a meter registry. */
final class HopguardPeer implements Peer {
    /** {@link #PATH} */
    private static final String ROUTE = "/orders/{id}";

    private static final int ID = 42;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ResilientClient client;

    HopguardPeer(String url) {
        this(url, settings -> settings);
    }

    /** The same behind Spring's RestClient. */
    static Peer throughRestClient(String url) {
        ResilientClient client = ResilientClient.builder()
                .meterRegistry(new SimpleMeterRegistry())
                .build();
        return new RestClientPeer(url, new HopguardRequestFactory(client), client::close);
    }

    /** With as many connections as its bulkhead has places, and room in time for all other calls to wait for one. */
    static Peer forCrowd(String url, int places) {
        return new HopguardPeer(
                url,
                settings -> settings.bulkhead(b -> b.maxConcurrentCalls(places).maxWait(PATIENCE))
                        .connections(c -> c.maxPerTarget(places).maxTotal(places))
                        .timeouts(t -> t.total(PATIENCE).attempt(PATIENCE).connect(PATIENCE)));
    }

    private HopguardPeer(String url, UnaryOperator<ResilientClientBuilder> settings) {
        this.client = settings.apply(ResilientClient.builder().baseUri(url).meterRegistry(new SimpleMeterRegistry()))
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

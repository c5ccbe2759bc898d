package io.hopguard.examples.demo;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import io.hopguard.client.ResilientClient;
import java.net.URI;

/**
 * Hopguard, set up for a service that answers in milliseconds. The demo tells a minute in 20 s, so that a breaker that would
 * be open for 600 ms of it is open for a third of that.
 */
final class HopguardContestant implements Contestant {
    private final ResilientClient client;

    HopguardContestant(URI base) {
        this.client = ResilientClient.builder()
                .name("demo")
                .baseUri(base.toString())
                .timeouts(t -> t.total(ofSeconds(2)).attempt(ofMillis(600)))
                .retry(r -> r.maxAttempts(3))
                .circuitBreaker(b -> b.openFor(ofMillis(200)))
                .build();
    }

    @Override
    public String name() {
        return "Hopguard";
    }

    @Override
    public String setUp() {
        return "total 2 s, attempt 600 ms, 3 attempts, breaker open for 200 ms; everything else as by default";
    }

    @Override
    public Order ask(int id) {
        return client.get("/orders/{id}", id).fetch(Order.class);
    }

    @Override
    public void close() {
        client.close();
    }
}

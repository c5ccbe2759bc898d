package io.hopguard.examples.demo;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import io.hopguard.client.ResilientClient;
import io.hopguard.client.ResilientClientBuilder;
import io.hopguard.client.StreamedResponse;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Hopguard, set up for a service that answers in milliseconds. The demo tells a minute in 20 s, so that a breaker that would
 * be open for 600 ms of it is open for a third of that.
 */
final class HopguardContestant implements Contestant {
    /** What its meters have as {@code client}. */
    static final String NAME = "demo";

    static final Duration TOTAL = ofSeconds(2);

    /** In milliseconds, as this service needs it; 80 and 100 % of the total among them, for the alert on latency. */
    private static final Duration[] BUCKETS = LongStream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 1_600, 2_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final ResilientClient client;

    /**
     * Makes one.
     *
     * @param meters where it reports to, or null for nowhere
     */
    HopguardContestant(URI base, @Nullable MeterRegistry meters) {
        ResilientClientBuilder builder = ResilientClient.builder()
                .name(NAME)
                .baseUri(base.toString())
                .timeouts(t -> t.total(TOTAL).attempt(ofMillis(600)))
                .retry(r -> r.maxAttempts(3))
                .circuitBreaker(b -> b.openFor(ofMillis(200)));
        if (meters != null) {
            builder.meterRegistry(meters).meters(m -> m.slo(BUCKETS));
        }
        this.client = builder.build();
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

    /** Asks for an order whose body is read as it comes, within the limit. */
    StreamedResponse stream(int id, Duration limit) {
        return client.get("/orders/{id}", id).stream(limit);
    }

    @Override
    public void close() {
        client.close();
    }
}

package io.hopguard.docs;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import io.hopguard.client.ResilientClient;
import io.micrometer.core.instrument.MeterRegistry;

/** The Java of docs/metrics.md. */
public final class MetricsSnippets {
    private MetricsSnippets() {}

    public static ResilientClient meters(MeterRegistry registry) {
        // snippet: meters
        ResilientClient client = ResilientClient.builder()
                .name("orders") // the tag client of every meter: one name for each client
                .meterRegistry(registry)
                .meters(m -> m.histograms(true)) // buckets on the timers of calls and attempts, by default off
                .build();
        // end
        return client;
    }

    public static ResilientClient slo(MeterRegistry registry) {
        // snippet: slo
        ResilientClient client = ResilientClient.builder()
                .name("orders")
                .meterRegistry(registry)
                .meters(m -> m.slo(ofMillis(50), ofMillis(200), ofSeconds(1), ofSeconds(5)))
                .build();
        // end
        return client;
    }
}

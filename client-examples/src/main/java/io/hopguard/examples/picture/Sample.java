package io.hopguard.examples.picture;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What the meters of all clients of a registry said at one moment, counted from their beginning.
 *
 * @param atNanos the moment
 * @param calls calls by outcome
 * @param latency how many calls took at most so many seconds
 * @param causes failed attempts by cause
 * @param retries further attempts
 * @param budget whole tokens of the retry budget that has least, NaN before there is one
 * @param breaker the state of the breaker that is worst off, {@code closed} before there is one
 */
record Sample(
        long atNanos,
        Map<String, Double> calls,
        NavigableMap<Double, Double> latency,
        Map<String, Double> causes,
        double retries,
        double budget,
        String breaker) {
    /** From good to bad. */
    static final List<String> STATES = List.of("closed", "half_open", "open");

    private static final String PREFIX = "hopguard.client.";
    private static final double NANOS = 1e9;

    static Sample of(MeterRegistry registry, long atNanos) {
        Map<String, Double> calls = new TreeMap<>();
        NavigableMap<Double, Double> latency = new TreeMap<>();
        for (Timer timer : registry.find(PREFIX + "calls").timers()) {
            calls.merge(tag(timer, "outcome"), (double) timer.count(), Double::sum);
            for (var bucket : timer.takeSnapshot().histogramCounts()) {
                latency.merge(bucket.bucket() / NANOS, bucket.count(), Double::sum);
            }
        }
        Map<String, Double> causes = new TreeMap<>();
        for (Timer timer : registry.find(PREFIX + "attempts").timers()) {
            if (!tag(timer, "cause").equals("none")) {
                causes.merge(tag(timer, "cause"), (double) timer.count(), Double::sum);
            }
        }
        return new Sample(atNanos, calls, latency, causes, retries(registry), budget(registry), breaker(registry));
    }

    private static double retries(MeterRegistry registry) {
        return registry.find(PREFIX + "retries").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private static double budget(MeterRegistry registry) {
        return registry.find(PREFIX + "retry.budget").gauges().stream()
                .mapToDouble(Gauge::value)
                .min()
                .orElse(Double.NaN);
    }

    private static String breaker(MeterRegistry registry) {
        return registry.find(PREFIX + "breaker.state").gauges().stream()
                .filter(gauge -> gauge.value() == 1)
                .map(gauge -> tag(gauge, "state"))
                .max(Comparator.comparingInt(STATES::indexOf))
                .orElse(STATES.get(0));
    }

    private static String tag(Meter meter, String key) {
        String value = meter.getId().getTag(key);
        return value == null ? "none" : value;
    }
}

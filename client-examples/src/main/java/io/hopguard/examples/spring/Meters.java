package io.hopguard.examples.spring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what the clients of this application report. */
@Component
class Meters {
    private static final String PREFIX = "hopguard.client.";

    private final MeterRegistry registry;

    Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** What a gauge of a client says, or null where there is none, or it knows nothing yet. */
    @Nullable
    Double gauge(String client, String name, String... tags) {
        Gauge gauge =
                registry.find(PREFIX + name).tag("client", client).tags(tags).gauge();
        return gauge == null || Double.isNaN(gauge.value()) ? null : gauge.value();
    }

    /** How often a timer of a client was used. */
    long count(String client, String name, String... tags) {
        return registry.find(PREFIX + name).tag("client", client).tags(tags).timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    /** The targets that a client has a breaker for. */
    List<String> targets(String client) {
        return values(
                registry.find(PREFIX + "breaker.state").tag("client", client).meters(), "target");
    }

    /** The state of a target's breaker. */
    String breaker(String client, String target) {
        Collection<Gauge> states = registry.find(PREFIX + "breaker.state")
                .tag("client", client)
                .tag("target", target)
                .gauges();
        List<Meter> current = states.stream()
                .filter(state -> state.value() == 1)
                .map(Meter.class::cast)
                .toList();
        return values(current, "state").stream().findFirst().orElse("closed");
    }

    private static List<String> values(Collection<Meter> meters, String tag) {
        return meters.stream()
                .map(meter -> meter.getId().getTag(tag))
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
    }
}

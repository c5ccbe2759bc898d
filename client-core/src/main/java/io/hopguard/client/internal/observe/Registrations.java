package io.hopguard.client.internal.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.noop.NoopCounter;
import io.micrometer.core.instrument.noop.NoopDistributionSummary;
import io.micrometer.core.instrument.noop.NoopTimer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client's meters in the registry of the user: made under the client's name, removed with the client. A registry that
 * refuses a meter gets a log line, and the client one that does nothing.
 */
final class Registrations implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("io.hopguard.client");
    private static final String CLIENT = "client";

    private final MeterRegistry registry;
    private final String clientName;
    private final List<Meter> made = new ArrayList<>();

    /** Functions of which registries keep only a weak reference. */
    private final List<DoubleSupplier> held = new ArrayList<>();

    private boolean told;
    private boolean closed;

    Registrations(MeterRegistry registry, String clientName) {
        this.registry = registry;
        this.clientName = clientName;
    }

    /** Two clients of one name would be one in the registry, and of gauges the registry keeps the first. */
    void warnIfNameIsTaken() {
        try {
            if (existing(ClientMeter.TIMEOUT_TOTAL, clientTag()) != null) {
                LOG.warn(
                        "another client named '{}' reports to the same meter registry: its gauges hide those of this one,"
                                + " their timers are mixed, and go when it closes; give each client a name of its own with name(...)",
                        clientName);
            }
        } catch (RuntimeException e) {
            tell(ClientMeter.TIMEOUT_TOTAL, e);
        }
    }

    Timer timer(ClientMeter meter, Tags tags, List<Duration> buckets) {
        Timer timer = register(
                meter,
                tags,
                all -> Timer.builder(meter.id())
                        .description(meter.description())
                        .tags(all)
                        .serviceLevelObjectives(buckets.isEmpty() ? null : buckets.toArray(Duration[]::new))
                        .register(registry));
        return timer != null ? timer : new NoopTimer(id(meter, tags, Meter.Type.TIMER));
    }

    Counter counter(ClientMeter meter, Tags tags) {
        Counter counter = register(
                meter,
                tags,
                all -> Counter.builder(meter.id())
                        .description(meter.description())
                        .tags(all)
                        .register(registry));
        return counter != null ? counter : new NoopCounter(id(meter, tags, Meter.Type.COUNTER));
    }

    DistributionSummary bytes(ClientMeter meter) {
        DistributionSummary summary = register(
                meter,
                Tags.empty(),
                all -> DistributionSummary.builder(meter.id())
                        .description(meter.description())
                        .baseUnit("bytes")
                        .tags(all)
                        .register(registry));
        return summary != null
                ? summary
                : new NoopDistributionSummary(id(meter, Tags.empty(), Meter.Type.DISTRIBUTION_SUMMARY));
    }

    /** A gauge that asks this function, which the registry holds. */
    void gauge(ClientMeter meter, Tags tags, @Nullable String unit, DoubleSupplier value) {
        Supplier<Number> number = value::getAsDouble;
        registerOnce(
                meter,
                tags,
                all -> Gauge.builder(meter.id(), number)
                        .description(meter.description())
                        .baseUnit(unit)
                        .tags(all)
                        .register(registry));
    }

    /** A counter that asks this function. */
    void counted(ClientMeter meter, Tags tags, DoubleSupplier value) {
        registerOnce(meter, tags, all -> {
            held.add(value);
            return FunctionCounter.builder(meter.id(), value, DoubleSupplier::getAsDouble)
                    .description(meter.description())
                    .tags(all)
                    .register(registry);
        });
    }

    private void registerOnce(ClientMeter meter, Tags tags, Function<Tags, Meter> registration) {
        register(meter, tags, all -> existing(meter, all) == null ? registration.apply(all) : null);
    }

    /** Null when there is nothing to record to. What another client has made is not this one's to remove. */
    private synchronized <M extends @Nullable Meter> @Nullable M register(
            ClientMeter meter, Tags tags, Function<Tags, M> registration) {
        if (closed) {
            return null;
        }
        try {
            Tags all = clientTag().and(tags);
            boolean shared = existing(meter, all) != null;
            M registered = registration.apply(all);
            if (registered != null && !shared) {
                made.add(registered);
            }
            return registered;
        } catch (RuntimeException e) {
            tell(meter, e);
            return null;
        }
    }

    private @Nullable Meter existing(ClientMeter meter, Tags all) {
        return registry.find(meter.id()).tags(all).meter();
    }

    private Tags clientTag() {
        return Tags.of(CLIENT, clientName);
    }

    private Meter.Id id(ClientMeter meter, Tags tags, Meter.Type type) {
        return new Meter.Id(meter.id(), clientTag().and(tags), null, meter.description(), type);
    }

    /** Once, because a registry that refuses one meter may refuse them all. */
    private void tell(ClientMeter meter, RuntimeException e) {
        if (!told) {
            told = true;
            LOG.warn("the meter registry refused {}; meters that it refuses are left out", meter.id(), e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        for (Meter meter : made) {
            try {
                registry.remove(meter);
            } catch (RuntimeException e) {
                LOG.warn(
                        "the meter registry did not let go of {}", meter.getId().getName(), e);
            }
        }
        made.clear();
        held.clear();
    }
}

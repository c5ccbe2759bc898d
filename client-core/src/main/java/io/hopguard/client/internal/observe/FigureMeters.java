package io.hopguard.client.internal.observe;

import io.hopguard.client.internal.kernel.Figure;
import io.hopguard.client.internal.kernel.Figures;
import io.hopguard.client.internal.kernel.PerTarget;
import io.micrometer.core.instrument.Tags;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/** Gauges and counters that ask for their number when somebody looks at them. */
final class FigureMeters implements Figures {
    private final Registrations meters;
    private final TargetNames names;

    FigureMeters(Registrations meters, TargetNames names) {
        this.meters = meters;
        this.names = names;
    }

    @Override
    public void figure(Figure figure, DoubleSupplier value) {
        register(figure, Tags.empty(), value);
    }

    @Override
    public <T> void figureOfTargets(Figure figure, PerTarget<T> values, ToDoubleFunction<T> value) {
        TargetFigure<T> shown = new TargetFigure<>(values, value, names, together(figure));
        Set<String> registered = ConcurrentHashMap.newKeySet();
        values.whenMade(target -> {
            String name = names.of(target);
            if (registered.add(name)) {
                register(figure, Tags.of("target", name), names.isNamed(target) ? shown.of(target) : shown.ofOthers());
            }
        });
    }

    private void register(Figure figure, Tags tags, DoubleSupplier value) {
        Tags all = tags.and(tags(figure));
        if (isCounter(figure)) {
            meters.counted(meter(figure), all, new Rising(value));
        } else {
            meters.gauge(meter(figure), all, null, value);
        }
    }

    /** Of a state, 1 where any target is in it; of a rate, the worst; of the rest, the sum. */
    private static DoubleBinaryOperator together(Figure figure) {
        return switch (figure) {
            case BREAKER_CLOSED, BREAKER_OPEN, BREAKER_HALF_OPEN, BREAKER_FAILURE_RATE -> Math::max;
            default -> Double::sum;
        };
    }

    private static boolean isCounter(Figure figure) {
        return switch (figure) {
            case BREAKER_REJECTIONS, CONNECTIONS_CREATED, CONNECTIONS_REUSED, CONNECTIONS_EVICTED, EVENTS_DROPPED ->
                true;
            default -> false;
        };
    }

    private static ClientMeter meter(Figure figure) {
        return switch (figure) {
            case RETRY_BUDGET -> ClientMeter.RETRY_BUDGET;
            case RETRY_BUDGET_CAPACITY -> ClientMeter.RETRY_BUDGET_CAPACITY;
            case BREAKER_CLOSED, BREAKER_OPEN, BREAKER_HALF_OPEN -> ClientMeter.BREAKER_STATE;
            case BREAKER_FAILURE_RATE -> ClientMeter.BREAKER_FAILURE_RATE;
            case BREAKER_REJECTIONS -> ClientMeter.BREAKER_REJECTIONS;
            case BULKHEAD_RUNNING, BULKHEAD_WAITING -> ClientMeter.BULKHEAD_CALLS;
            case BULKHEAD_MAX -> ClientMeter.BULKHEAD_MAX;
            case POOL_LEASED, POOL_AVAILABLE, POOL_PENDING, POOL_MAX -> ClientMeter.POOL_CONNECTIONS;
            case CONNECTIONS_CREATED, CONNECTIONS_REUSED, CONNECTIONS_EVICTED -> ClientMeter.CONNECTIONS;
            case EVENTS_DROPPED -> ClientMeter.EVENTS_DROPPED;
        };
    }

    private static Tags tags(Figure figure) {
        return switch (figure) {
            case BREAKER_CLOSED -> Tags.of("state", "closed");
            case BREAKER_OPEN -> Tags.of("state", "open");
            case BREAKER_HALF_OPEN -> Tags.of("state", "half_open");
            case BULKHEAD_RUNNING -> Tags.of("state", "running");
            case BULKHEAD_WAITING -> Tags.of("state", "waiting");
            case POOL_LEASED -> Tags.of("state", "leased");
            case POOL_AVAILABLE -> Tags.of("state", "available");
            case POOL_PENDING -> Tags.of("state", "pending");
            case POOL_MAX -> Tags.of("state", "max");
            case CONNECTIONS_CREATED -> Tags.of("event", "created");
            case CONNECTIONS_REUSED -> Tags.of("event", "reused");
            case CONNECTIONS_EVICTED -> Tags.of("event", "evicted");
            default -> Tags.empty();
        };
    }
}

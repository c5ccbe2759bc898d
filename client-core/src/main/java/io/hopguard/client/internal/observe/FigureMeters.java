package io.hopguard.client.internal.observe;

import io.hopguard.client.http.Target;
import io.hopguard.client.internal.kernel.Figure;
import io.hopguard.client.internal.kernel.Figures;
import io.hopguard.client.internal.kernel.PerTarget;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Gauges and counters that ask for their number when somebody looks at them. */
final class FigureMeters implements Figures {
    private static final DoubleSupplier NONE = () -> Double.NaN;

    private final Registrations meters;
    private final TargetNames names;
    private final Map<Figure, Source> ofClient = new ConcurrentHashMap<>();
    private final Map<Figure, TargetSource> ofTargets = new ConcurrentHashMap<>();

    FigureMeters(Registrations meters, TargetNames names) {
        this.meters = meters;
        this.names = names;
    }

    @Override
    public void figure(Figure figure, DoubleSupplier value) {
        Source known = ofClient.get(figure);
        if (known != null) {
            known.now = value;
            return;
        }
        Source source = new Source(value);
        ofClient.put(figure, source);
        register(figure, Tags.empty(), isCounter(figure) ? new Rising(source) : source);
    }

    @Override
    public <T> void figureOfTargets(Figure figure, PerTarget<T> values, ToDoubleFunction<T> value) {
        ofTargets
                .computeIfAbsent(figure, TargetSource::new)
                .show(new TargetFigure<>(values, value, names, together(figure)));
    }

    @Override
    public void over(Figure figure) {
        Source known = ofClient.get(figure);
        if (known != null) {
            known.now = NONE;
        }
        TargetSource ofEach = ofTargets.get(figure);
        if (ofEach != null) {
            ofEach.end();
        }
    }

    /** Where a number comes from; a registry keeps the first that it is given, and asks that one for ever. */
    private static final class Source implements DoubleSupplier {
        private volatile DoubleSupplier now;

        Source(DoubleSupplier now) {
            this.now = now;
        }

        @Override
        public double getAsDouble() {
            return now.getAsDouble();
        }
    }

    /** Where the numbers of targets come from. */
    private final class TargetSource {
        private final Figure figure;
        private final Set<String> registered = ConcurrentHashMap.newKeySet();
        private final Queue<Rising> counts = new ConcurrentLinkedQueue<>();
        private volatile @Nullable TargetFigure<?> now;

        TargetSource(Figure figure) {
            this.figure = figure;
        }

        void show(TargetFigure<?> next) {
            TargetFigure<?> before = now;
            boolean others = before == null || before.values() != next.values();
            if (others) {
                counts.forEach(Rising::beginAgain);
            }
            now = next;
            if (others) {
                next.values().whenMade(this::register);
            }
        }

        void end() {
            counts.forEach(Rising::beginAgain);
            now = null;
        }

        private void register(Target target) {
            String name = names.of(target);
            if (registered.add(name)) {
                boolean named = names.isNamed(target);
                DoubleSupplier value = () -> read(named ? target : null);
                FigureMeters.this.register(figure, Tags.of("target", name), isCounter(figure) ? counted(value) : value);
            }
        }

        private Rising counted(DoubleSupplier value) {
            Rising count = new Rising(value);
            counts.add(count);
            return count;
        }

        /** Of a target, or of all that have no name of their own. */
        private double read(@Nullable Target target) {
            TargetFigure<?> shown = now;
            if (shown == null) {
                return Double.NaN;
            }
            return target == null ? shown.ofOthers() : shown.of(target);
        }
    }

    private void register(Figure figure, Tags tags, DoubleSupplier value) {
        Tags all = tags.and(tags(figure));
        if (isCounter(figure)) {
            meters.counted(meter(figure), all, value);
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

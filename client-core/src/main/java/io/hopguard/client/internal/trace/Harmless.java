package io.hopguard.client.internal.trace;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An observation whose handlers, conventions and filters, which are the user's, do no harm: what they throw is logged, and
 * whatever they leave behind, the scope that was current before is current again.
 */
final class Harmless {
    private static final Logger LOG = LoggerFactory.getLogger("io.hopguard.client");

    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final AtomicLong LAST_WARNING = new AtomicLong();

    private final ObservationRegistry registry;
    private final Observation observation;
    private Observation.@Nullable Scope before;
    private Observation.@Nullable Scope scope;

    private Harmless(ObservationRegistry registry, Observation observation) {
        this.registry = registry;
        this.observation = observation;
    }

    static Harmless start(ObservationRegistry registry, Supplier<Observation> source) {
        Harmless made = new Harmless(registry, created(source));
        if (!run(made.observation::start)) {
            // Some of the handlers may have begun, and are told of its end.
            run(made.observation::stop);
            return new Harmless(registry, Observation.NOOP);
        }
        return made;
    }

    private static Observation created(Supplier<Observation> source) {
        Observation[] created = {Observation.NOOP};
        run(() -> created[0] = source.get());
        return created[0];
    }

    /** Makes it current on this thread. */
    void enter() {
        before = registry.getCurrentObservationScope();
        if (!run(() -> scope = observation.openScope())) {
            // Micrometer makes a scope current before it tells the handlers.
            scope = registry.getCurrentObservationScope();
            leave();
        }
    }

    /** As it was before {@link #enter()}. */
    void leave() {
        Observation.Scope opened = scope;
        scope = null;
        if (opened != null && opened != before && !run(opened::close)) {
            registry.setCurrentObservationScope(before);
        }
        before = null;
    }

    void event(String name, String words) {
        run(() -> observation.event(Observation.Event.of(name, words)));
    }

    void error(Throwable failure) {
        run(() -> observation.error(failure));
    }

    void stop() {
        run(observation::stop);
    }

    /** False when it failed. */
    private static boolean run(Runnable action) {
        try {
            action.run();
            return true;
        } catch (RuntimeException | LinkageError | AssertionError e) {
            complain(e);
            return false;
        }
    }

    /** What fails for one call fails for all. */
    private static void complain(Throwable failure) {
        long now = System.nanoTime();
        long last = LAST_WARNING.get();
        if ((last == 0 || now - last > QUIET_NANOS) && LAST_WARNING.compareAndSet(last, now)) {
            LOG.warn("an observation handler failed and is ignored", failure);
        } else {
            LOG.debug("an observation handler failed and is ignored", failure);
        }
    }
}

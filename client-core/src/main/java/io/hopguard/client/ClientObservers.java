package io.hopguard.client;

import io.hopguard.client.internal.kernel.CallObserver;
import io.hopguard.client.internal.kernel.DeadlineReaper;
import io.hopguard.client.internal.kernel.Figure;
import io.hopguard.client.internal.observe.ListenerObserver;
import io.hopguard.client.internal.observe.LogObserver;
import io.hopguard.client.internal.observe.MeterObserver;
import io.hopguard.client.internal.observe.Observers;
import io.hopguard.client.internal.trace.CallTracing;
import io.hopguard.client.internal.trace.TraceObserver;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is told what happens in a client, from its beginning to its end: logs, meters, traces and listeners, as far as each is on. */
final class ClientObservers {
    private final @Nullable MeterObserver meters;
    private final @Nullable ListenerObserver listeners;
    private final @Nullable LogObserver logs;
    private final @Nullable CallTracing tracing;
    private final CallObserver all;

    private ClientObservers(ClientSettings settings) {
        this.tracing = tracing(settings);
        this.logs = logs(settings);
        this.meters = meters(settings);
        this.listeners = settings.listeners().isEmpty()
                ? null
                : new ListenerObserver(
                        settings.name(),
                        settings.listeners(),
                        settings.internals().time());
        List<CallObserver> observers = new ArrayList<>();
        if (logs != null) {
            observers.add(logs);
        }
        if (meters != null) {
            observers.add(meters);
        }
        if (settings.observationRegistry() != null) {
            observers.add(new TraceObserver(
                    settings.observationRegistry(), settings.policies().redaction()));
        }
        if (listeners != null) {
            observers.add(listeners);
        }
        this.all = new Observers(observers, settings.internals().time());
        if (listeners != null) {
            all.figure(Figure.EVENTS_DROPPED, listeners::dropped);
        }
    }

    static ClientObservers open(ClientSettings settings) {
        return new ClientObservers(settings);
    }

    /** These settings hold from now on; what is to be told in time is looked at by this reaper. */
    void follow(ClientSettings settings, DeadlineReaper reaper) {
        if (logs != null) {
            reaper.also(logs);
        }
        if (meters != null) {
            meters.total(settings.policies().timeouts().total());
        }
    }

    private static @Nullable CallTracing tracing(ClientSettings settings) {
        ObservationRegistry registry = settings.observationRegistry();
        return registry == null
                ? null
                : new CallTracing(registry, settings.name(), settings.policies().meters());
    }

    private static @Nullable LogObserver logs(ClientSettings settings) {
        return settings.policies().logs().enabled()
                ? new LogObserver(
                        settings.name(),
                        settings.policies().logs(),
                        settings.policies().redaction(),
                        settings.internals().time()::nanos)
                : null;
    }

    private static @Nullable MeterObserver meters(ClientSettings settings) {
        return settings.meterRegistry() == null
                ? null
                : new MeterObserver(
                        settings.meterRegistry(),
                        settings.name(),
                        settings.policies().meters(),
                        settings.policies().redaction(),
                        settings.policies().timeouts().total());
    }

    /** All of them as one. */
    CallObserver all() {
        return all;
    }

    /** Begins the traces of calls; null where nobody traces. */
    @Nullable
    CallTracing tracing() {
        return tracing;
    }

    /** What makes events, or null where nobody listens; for tests. */
    @Nullable
    ListenerObserver listeners() {
        return listeners;
    }

    /** Delivers what waits for listeners as long as there is time; afterwards nobody is told anything. */
    void close(long graceNanos) {
        all.clientClosed();
        if (listeners != null) {
            listeners.close(graceNanos);
        }
        if (meters != null) {
            meters.close();
        }
    }
}

package io.hopguard.client;

import io.hopguard.client.internal.kernel.CallObserver;
import io.hopguard.client.internal.kernel.DeadlineReaper;
import io.hopguard.client.internal.kernel.Figure;
import io.hopguard.client.internal.observe.FigureReader;
import io.hopguard.client.internal.observe.ListenerObserver;
import io.hopguard.client.internal.observe.LogObserver;
import io.hopguard.client.internal.observe.MeterObserver;
import io.hopguard.client.internal.observe.Observers;
import io.hopguard.client.internal.trace.TraceObserver;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is told what happens in a client: logs, meters, traces and listeners, as far as each is on. */
final class ClientObservers {
    private final @Nullable MeterObserver meters;
    private final @Nullable ListenerObserver listeners;
    private final CallObserver all;
    private final FigureReader figures = new FigureReader();

    private ClientObservers(ClientSettings settings, DeadlineReaper reaper) {
        this.meters = meters(settings);
        this.listeners = settings.listeners().isEmpty()
                ? null
                : new ListenerObserver(
                        settings.name(),
                        settings.listeners(),
                        settings.internals().time());
        List<CallObserver> observers = new ArrayList<>();
        if (settings.policies().logs().enabled()) {
            LogObserver logs = new LogObserver(
                    settings.name(),
                    settings.policies().logs(),
                    settings.policies().redaction(),
                    settings.internals().time()::nanos);
            reaper.also(logs);
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
        this.all = new Observers(observers, settings.internals().time(), figures);
        if (listeners != null) {
            all.figure(Figure.EVENTS_DROPPED, listeners::dropped);
        }
    }

    static ClientObservers open(ClientSettings settings, DeadlineReaper reaper) {
        return new ClientObservers(settings, reaper);
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

    /** Where the numbers are that outlive calls. */
    FigureReader figures() {
        return figures;
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

package io.hopguard.client;

import io.hopguard.client.event.AttemptEnded;
import io.hopguard.client.event.BreakerChanged;
import io.hopguard.client.event.CallDiagnosed;
import io.hopguard.client.event.CallEnded;
import io.hopguard.client.event.CallEvent;
import io.hopguard.client.event.CallStarted;
import io.hopguard.client.event.RedirectFollowed;
import io.hopguard.client.event.RetryBudgetChanged;
import io.hopguard.client.event.RetryScheduled;
import io.hopguard.client.event.StreamEnded;
import io.hopguard.client.event.StreamLost;
import io.hopguard.client.event.WaitOver;
import io.hopguard.client.extend.CallListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it is told: by the method for all events, and by those for each type. */
final class RecordingListener implements CallListener {
    private final List<CallEvent> events = new CopyOnWriteArrayList<>();
    private final List<CallEvent> byType = new CopyOnWriteArrayList<>();

    List<CallEvent> events() {
        return events;
    }

    List<CallEvent> byType() {
        return byType;
    }

    List<Class<?>> types() {
        return events.stream().<Class<?>>map(Object::getClass).toList();
    }

    <E extends CallEvent> List<E> all(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The only one of its type. */
    <E extends CallEvent> E one(Class<E> type) {
        List<E> all = all(type);
        if (all.size() != 1) {
            throw new AssertionError(type.getSimpleName() + ": " + all);
        }
        return all.get(0);
    }

    void clear() {
        events.clear();
        byType.clear();
    }

    @Override
    public void any(CallEvent event) {
        events.add(event);
    }

    @Override
    public void callStarted(CallStarted event) {
        byType.add(event);
    }

    @Override
    public void attemptEnded(AttemptEnded event) {
        byType.add(event);
    }

    @Override
    public void retryScheduled(RetryScheduled event) {
        byType.add(event);
    }

    @Override
    public void waitOver(WaitOver event) {
        byType.add(event);
    }

    @Override
    public void redirectFollowed(RedirectFollowed event) {
        byType.add(event);
    }

    @Override
    public void callDiagnosed(CallDiagnosed event) {
        byType.add(event);
    }

    @Override
    public void callEnded(CallEnded event) {
        byType.add(event);
    }

    @Override
    public void streamEnded(StreamEnded event) {
        byType.add(event);
    }

    @Override
    public void streamLost(StreamLost event) {
        byType.add(event);
    }

    @Override
    public void breakerChanged(BreakerChanged event) {
        byType.add(event);
    }

    @Override
    public void retryBudgetChanged(RetryBudgetChanged event) {
        byType.add(event);
    }
}

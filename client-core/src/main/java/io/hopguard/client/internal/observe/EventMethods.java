package io.hopguard.client.internal.observe;

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
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;

/** Which method of a listener is for which type of event. Here, because events know nothing of listeners. */
final class EventMethods {
    private static final Map<Class<?>, BiConsumer<CallListener, CallEvent>> METHODS = Map.ofEntries(
            on(CallStarted.class, CallListener::callStarted),
            on(AttemptEnded.class, CallListener::attemptEnded),
            on(RetryScheduled.class, CallListener::retryScheduled),
            on(WaitOver.class, CallListener::waitOver),
            on(RedirectFollowed.class, CallListener::redirectFollowed),
            on(CallDiagnosed.class, CallListener::callDiagnosed),
            on(CallEnded.class, CallListener::callEnded),
            on(StreamEnded.class, CallListener::streamEnded),
            on(StreamLost.class, CallListener::streamLost),
            on(BreakerChanged.class, CallListener::breakerChanged),
            on(RetryBudgetChanged.class, CallListener::retryBudgetChanged));

    private EventMethods() {}

    private static <E extends CallEvent> Map.Entry<Class<?>, BiConsumer<CallListener, CallEvent>> on(
            Class<E> type, BiConsumer<CallListener, E> method) {
        return Map.entry(type, (listener, event) -> method.accept(listener, type.cast(event)));
    }

    static void call(CallListener listener, CallEvent event) {
        Objects.requireNonNull(METHODS.get(event.getClass())).accept(listener, event);
    }
}

package io.hopguard.client.internal.observe;

import io.hopguard.client.event.CallEvent;
import io.hopguard.client.extend.CallListener;
import io.hopguard.client.internal.kernel.Outbox;
import io.hopguard.client.internal.kernel.Seldom;
import io.hopguard.client.internal.kernel.Time;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way of events to one listener, which can harm neither a call nor another listener, whatever it does. */
final class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger("io.hopguard.client");
    private static final int CAPACITY = 1_024;

    private final String clientName;
    private final CallListener listener;
    private final @Nullable Executor executor;
    private final @Nullable Outbox<CallEvent> outbox;
    private final LongAdder refused = new LongAdder();
    private final Seldom sayDropped;
    private final Seldom sayFailed;
    private volatile boolean finished;

    /** To be delivered by the executor, or where there is none by a thread of this name. */
    Delivery(String clientName, CallListener listener, @Nullable Executor executor, int number, Time time) {
        this.clientName = clientName;
        this.listener = listener;
        this.executor = executor;
        this.outbox = executor != null
                ? null
                : new Outbox<>(this::tell, "hopguard-listener-" + clientName + "-" + number, CAPACITY);
        this.sayDropped = new Seldom(time);
        this.sayFailed = new Seldom(time);
    }

    void hand(CallEvent event) {
        boolean taken = outbox != null ? outbox.offer(event) : execute(event);
        if (!taken && !finished && sayDropped.isDue()) {
            LOG.warn(
                    "client {}: the listener {} does not keep up; {} events were dropped so far",
                    clientName,
                    listener.getClass().getName(),
                    dropped());
        }
    }

    private boolean execute(CallEvent event) {
        try {
            if (executor != null) {
                executor.execute(() -> tell(event));
            }
            return true;
        } catch (RuntimeException | Error e) {
            // Full, closed, or without a thread: the executor's own trouble, and not that of the call.
            refused.increment();
            return false;
        }
    }

    private void tell(CallEvent event) {
        guarded(event, CallListener::any);
        guarded(event, EventMethods::call);
    }

    private void guarded(CallEvent event, BiConsumer<CallListener, CallEvent> method) {
        try {
            method.accept(listener, event);
        } catch (Throwable e) {
            // Errors too: an assertion that fails in a listener must not take the thread of all its events with it.
            if (sayFailed.isDue()) {
                LOG.warn(
                        "client {}: the listener {} failed at {} and is told the next event all the same",
                        clientName,
                        listener.getClass().getName(),
                        event.getClass().getSimpleName(),
                        e);
            }
        }
    }

    long dropped() {
        return outbox != null ? outbox.dropped() : refused.sum();
    }

    void finish() {
        finished = true;
        if (outbox != null) {
            outbox.finish();
        }
    }

    void awaitEnd(long nanos) {
        if (outbox == null) {
            return;
        }
        long before = outbox.dropped();
        outbox.awaitEnd(nanos);
        long left = outbox.dropped() - before;
        if (left > 0) {
            LOG.warn(
                    "client {}: closed with {} events that the listener {} had not been told",
                    clientName,
                    left,
                    listener.getClass().getName());
        }
    }
}

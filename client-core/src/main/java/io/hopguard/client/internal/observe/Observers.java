package io.hopguard.client.internal.observe;

import io.hopguard.client.error.Attempt;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.http.Request;
import io.hopguard.client.http.Response;
import io.hopguard.client.http.Target;
import io.hopguard.client.internal.kernel.AttemptRun;
import io.hopguard.client.internal.kernel.CallObserver;
import io.hopguard.client.internal.kernel.Exchange;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All observers as one, none of which can do harm to a call or to another. */
public final class Observers implements CallObserver {
    private static final Logger LOG = LoggerFactory.getLogger("io.hopguard.client");

    private final CallObserver[] observers;

    public Observers(List<CallObserver> observers) {
        this.observers = observers.toArray(CallObserver[]::new);
    }

    private void tell(Consumer<CallObserver> event) {
        for (CallObserver observer : observers) {
            try {
                event.accept(observer);
            } catch (RuntimeException e) {
                LOG.warn("{} failed and is ignored", observer.getClass().getSimpleName(), e);
            }
        }
    }

    @Override
    public void callStarted(Exchange call) {
        tell(observer -> observer.callStarted(call));
    }

    @Override
    public void attemptEnded(Exchange call, AttemptRun run, Attempt attempt) {
        tell(observer -> observer.attemptEnded(call, run, attempt));
    }

    @Override
    public void retryScheduled(Exchange call, Attempt failed, long delayNanos) {
        tell(observer -> observer.retryScheduled(call, failed, delayNanos));
    }

    @Override
    public void waited(Exchange call, Wait kind, long nanos) {
        tell(observer -> observer.waited(call, kind, nanos));
    }

    @Override
    public void redirected(Exchange call, Response redirect, Request further) {
        tell(observer -> observer.redirected(call, redirect, further));
    }

    @Override
    public void callAnswered(Exchange call, Response response, long elapsedNanos) {
        tell(observer -> observer.callAnswered(call, response, elapsedNanos));
    }

    @Override
    public void callFailed(Exchange call, HopguardException failure, long elapsedNanos) {
        tell(observer -> observer.callFailed(call, failure, elapsedNanos));
    }

    @Override
    public void streamEnded(Exchange call, @Nullable HopguardException failure, boolean whole, long elapsedNanos) {
        tell(observer -> observer.streamEnded(call, failure, whole, elapsedNanos));
    }

    @Override
    public void streamLost(Exchange call, String how) {
        tell(observer -> observer.streamLost(call, how));
    }

    @Override
    public void breakerChanged(Target target, String from, String to) {
        tell(observer -> observer.breakerChanged(target, from, to));
    }

    @Override
    public void retryBudgetChanged(Target target, boolean exhausted) {
        tell(observer -> observer.retryBudgetChanged(target, exhausted));
    }
}

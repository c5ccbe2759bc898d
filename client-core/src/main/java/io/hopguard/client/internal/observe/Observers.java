package io.hopguard.client.internal.observe;

import io.hopguard.client.error.Attempt;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.RejectedException;
import io.hopguard.client.extend.CallListener;
import io.hopguard.client.http.Request;
import io.hopguard.client.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells every listener what happens, and lets none of them do harm. */
public final class Observers {
    private static final Logger LOG = LoggerFactory.getLogger("io.hopguard.client");

    private final List<CallListener> listeners;

    public Observers(List<CallListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    public void callStarted(Request request) {
        tell(listener -> listener.callStarted(request));
    }

    public void attemptEnded(Request request, Attempt attempt) {
        tell(listener -> listener.attemptEnded(request, attempt));
    }

    public void retryScheduled(Request request, int nextAttempt, long delayNanos) {
        LOG.debug("{} waits {} ms before attempt {}", request, delayNanos / 1_000_000, nextAttempt);
        tell(listener -> listener.retryScheduled(request, nextAttempt, Duration.ofNanos(delayNanos)));
    }

    public void callAnswered(Request request, Response response, long elapsedNanos) {
        if (response.gaveUp() != null) {
            LOG.warn(
                    "{} answered {} {}; {}",
                    request,
                    response.status(),
                    response.attempts(),
                    response.gaveUp().words());
        } else if (response.attempts().size() > 1) {
            LOG.info(
                    "{} answered {} after {} attempts",
                    request,
                    response.status(),
                    response.attempts().size());
        } else {
            LOG.debug("{} answered {}", request, response.status());
        }
        ended(request, response, null, elapsedNanos);
    }

    public void callFailed(Request request, HopguardException failure, long elapsedNanos) {
        if (failure instanceof RejectedException) {
            // As many as there are calls, and nothing new: the breaker's change has been told.
            LOG.debug("{}: {}", failure.getClass().getSimpleName(), failure.getMessage());
        } else {
            LOG.warn("{}: {}", failure.getClass().getSimpleName(), failure.getMessage());
        }
        ended(request, null, failure, elapsedNanos);
    }

    private void ended(
            Request request, @Nullable Response response, @Nullable HopguardException failure, long elapsedNanos) {
        tell(listener -> listener.callEnded(request, response, failure, Duration.ofNanos(elapsedNanos)));
    }

    public void breakerChanged(String target, String from, String to) {
        LOG.warn("circuit breaker of {}: {} -> {}", target, from, to);
        tell(listener -> listener.breakerChanged(target, from, to));
    }

    private void tell(Consumer<CallListener> event) {
        for (CallListener listener : listeners) {
            try {
                event.accept(listener);
            } catch (RuntimeException e) {
                LOG.warn(
                        "the listener {} failed and is ignored",
                        listener.getClass().getName(),
                        e);
            }
        }
    }
}

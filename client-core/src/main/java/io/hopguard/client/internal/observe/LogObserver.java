package io.hopguard.client.internal.observe;

import io.hopguard.client.error.Attempt;
import io.hopguard.client.error.CallCancelledException;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.RejectedException;
import io.hopguard.client.http.Response;
import io.hopguard.client.http.Target;
import io.hopguard.client.internal.kernel.CallObserver;
import io.hopguard.client.internal.kernel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line for each call, at a level that goes by its end. */
public final class LogObserver implements CallObserver {
    private static final Logger LOG = LoggerFactory.getLogger("io.hopguard.client");

    @Override
    public void retryScheduled(Exchange call, Attempt failed, long delayNanos) {
        LOG.debug("{} waits {} ms before attempt {}", call.request(), delayNanos / 1_000_000, failed.number() + 1);
    }

    @Override
    public void callAnswered(Exchange call, Response response, long elapsedNanos) {
        if (response.gaveUp() != null) {
            LOG.warn(
                    "{} answered {} {}; {}",
                    call.request(),
                    response.status(),
                    response.attempts(),
                    response.gaveUp().words());
        } else if (response.attempts().size() > 1) {
            LOG.info(
                    "{} answered {} after {} attempts",
                    call.request(),
                    response.status(),
                    response.attempts().size());
        } else {
            LOG.debug("{} answered {}", call.request(), response.status());
        }
    }

    @Override
    public void callFailed(Exchange call, HopguardException failure, long elapsedNanos) {
        if (failure instanceof RejectedException) {
            // As many as there are calls, and nothing new: the breaker's change has been told.
            LOG.debug("{}: {}", failure.getClass().getSimpleName(), failure.getMessage());
        } else {
            LOG.warn("{}: {}", failure.getClass().getSimpleName(), failure.getMessage());
        }
    }

    @Override
    public void streamEnded(Exchange call, @Nullable HopguardException failure, boolean whole, long elapsedNanos) {
        if (failure != null && !(failure instanceof CallCancelledException)) {
            LOG.warn("{}: {}", failure.getClass().getSimpleName(), failure.getMessage());
        }
    }

    @Override
    public void streamLost(Exchange call, String how) {
        LOG.warn(
                "the response stream of {} {} {}; its connection is cut off. Close a StreamedResponse",
                call.request().method(),
                call.request().shownTarget(),
                how);
    }

    @Override
    public void breakerChanged(Target target, String from, String to) {
        LOG.warn("circuit breaker of {}: {} -> {}", target, from, to);
    }
}

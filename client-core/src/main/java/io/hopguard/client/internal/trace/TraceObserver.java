package io.hopguard.client.internal.trace;

import io.hopguard.client.error.Attempt;
import io.hopguard.client.error.CircuitOpenException;
import io.hopguard.client.error.GaveUp;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.http.Request;
import io.hopguard.client.http.Response;
import io.hopguard.client.http.Target;
import io.hopguard.client.internal.kernel.CallObserver;
import io.hopguard.client.internal.kernel.CallTrace;
import io.hopguard.client.internal.kernel.Exchange;
import io.hopguard.client.observation.CallObservationContext;
import io.hopguard.client.observation.ObservationNames;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.ObservationView;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Tells what happens to a call as events of its observation. */
public final class TraceObserver implements CallObserver {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final ObservationRegistry registry;
    private final UnaryOperator<String> redaction;

    public TraceObserver(ObservationRegistry registry, UnaryOperator<String> redaction) {
        this.registry = registry;
        this.redaction = redaction;
    }

    @Override
    public void retryScheduled(Exchange call, Attempt failed, long delayNanos) {
        note(
                call,
                ObservationNames.RETRY_SCHEDULED,
                "retry " + failed.number() + " in " + delayNanos / NANOS_PER_MILLI + " ms");
    }

    @Override
    public void attemptRefused(Exchange call, CircuitOpenException refusal) {
        note(
                call,
                ObservationNames.BREAKER_REFUSED,
                "the circuit breaker of "
                        + redaction.apply(call.request().target().toString()) + " is open");
    }

    @Override
    public void redirected(Exchange call, Response redirect, Request further) {
        note(
                call,
                ObservationNames.REDIRECT,
                redirect.status() + " to " + further.method() + " " + further.shownTarget());
    }

    @Override
    public void callAnswered(Exchange call, Response response, long elapsedNanos) {
        gaveUp(call, response.gaveUp());
    }

    @Override
    public void callFailed(Exchange call, HopguardException failure, long elapsedNanos) {
        gaveUp(call, failure.gaveUp());
    }

    private static void gaveUp(Exchange call, @Nullable GaveUp reason) {
        if (reason == GaveUp.RETRY_BUDGET_EXHAUSTED) {
            note(call, ObservationNames.RETRY_BUDGET_EXHAUSTED, reason.words());
        }
    }

    private static void note(Exchange call, String event, String words) {
        CallTrace trace = call.control().trace();
        if (trace != CallTrace.NONE) {
            trace.note(event, words);
        }
    }

    /** Told on the thread of the call that made it change, if it was one. */
    @Override
    public void breakerChanged(Target target, String from, String to) {
        Observation current = registry.getCurrentObservation();
        if (current != null && isOfCall(current)) {
            String words = "the circuit breaker of " + redaction.apply(target.toString()) + " is now "
                    + to.toLowerCase(Locale.ROOT).replace('_', ' ');
            current.event(Observation.Event.of(ObservationNames.BREAKER_CHANGED, words));
        }
    }

    private static boolean isOfCall(Observation current) {
        ObservationView view = current;
        while (view != null) {
            if (view.getContextView() instanceof CallObservationContext) {
                return true;
            }
            view = view.getContextView().getParentObservation();
        }
        return false;
    }
}

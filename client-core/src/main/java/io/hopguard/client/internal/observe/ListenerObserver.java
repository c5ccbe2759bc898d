package io.hopguard.client.internal.observe;

import io.hopguard.client.diagnosis.Confidence;
import io.hopguard.client.diagnosis.Diagnosis;
import io.hopguard.client.error.Attempt;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.ResponseSnapshot;
import io.hopguard.client.event.AttemptEnded;
import io.hopguard.client.event.BreakerChanged;
import io.hopguard.client.event.CallDiagnosed;
import io.hopguard.client.event.CallEnded;
import io.hopguard.client.event.CallEvent;
import io.hopguard.client.event.CallStarted;
import io.hopguard.client.event.EventFailure;
import io.hopguard.client.event.EventSubject;
import io.hopguard.client.event.RedirectFollowed;
import io.hopguard.client.event.RetryBudgetChanged;
import io.hopguard.client.event.RetryScheduled;
import io.hopguard.client.event.StreamEnded;
import io.hopguard.client.event.StreamLost;
import io.hopguard.client.event.WaitOver;
import io.hopguard.client.extend.CallListener;
import io.hopguard.client.http.Request;
import io.hopguard.client.http.Response;
import io.hopguard.client.http.Target;
import io.hopguard.client.internal.kernel.AttemptRun;
import io.hopguard.client.internal.kernel.CallObserver;
import io.hopguard.client.internal.kernel.Exchange;
import io.hopguard.client.internal.kernel.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes one event of whatever happens, and hands it to all listeners of the user. Only where there are any. */
public final class ListenerObserver implements CallObserver {
    /** So long a listener has for what is queued when the client closes, however short its grace period. */
    private static final long LEAST_GRACE_NANOS = 250_000_000;

    /**
     * A listener and the way it is told.
     *
     * @param executor delivers the events, or null for a thread of the listener's own
     */
    public record Registered(
            CallListener listener, @Nullable Executor executor) {}

    private final String clientName;
    private final Time time;
    private final Delivery[] deliveries;

    public ListenerObserver(String clientName, List<Registered> listeners, Time time) {
        this.clientName = clientName;
        this.time = time;
        this.deliveries = IntStream.range(0, listeners.size())
                .mapToObj(i -> delivery(listeners.get(i), i + 1))
                .toArray(Delivery[]::new);
    }

    private Delivery delivery(Registered registered, int number) {
        return new Delivery(clientName, registered.listener, registered.executor, number, time);
    }

    /** Events that listeners missed. */
    public long dropped() {
        long sum = 0;
        for (Delivery delivery : deliveries) {
            sum += delivery.dropped();
        }
        return sum;
    }

    /** Delivers what is queued, within what is left of the grace period, and ends the threads. */
    public void close(long graceNanos) {
        for (Delivery delivery : deliveries) {
            delivery.finish();
        }
        long until = System.nanoTime() + Math.max(LEAST_GRACE_NANOS, graceNanos);
        for (Delivery delivery : deliveries) {
            delivery.awaitEnd(until - System.nanoTime());
        }
    }

    private void tell(CallEvent event) {
        for (Delivery delivery : deliveries) {
            delivery.hand(event);
        }
    }

    private EventSubject subject(Exchange call) {
        Request request = call.request();
        return new EventSubject(
                clientName, request.target(), now(), requestId(call), request.method(), request.shownTarget());
    }

    private EventSubject subject(Target target) {
        return new EventSubject(clientName, target, now(), null, null, null);
    }

    private Instant now() {
        return Instant.ofEpochMilli(time.epochMillis());
    }

    private static @Nullable String requestId(Exchange call) {
        String id = call.control().requestId();
        return id.isEmpty() ? null : id;
    }

    private static @Nullable EventFailure kept(@Nullable HopguardException failure) {
        return failure == null ? null : EventFailure.of(failure);
    }

    private void tellDiagnosis(EventSubject subject, Diagnosis diagnosis, @Nullable Attempt attempt) {
        if (diagnosis.confidence() != Confidence.NONE) {
            tell(new CallDiagnosed(subject, diagnosis, attempt));
        }
    }

    @Override
    public void callStarted(Exchange call) {
        tell(new CallStarted(subject(call)));
    }

    @Override
    public void attemptEnded(Exchange call, AttemptRun run, Attempt attempt) {
        EventSubject subject = subject(call);
        tell(new AttemptEnded(subject, attempt));
        tellDiagnosis(subject, attempt.diagnosis(), attempt);
    }

    @Override
    public void retryScheduled(Exchange call, Attempt failed, long delayNanos) {
        tell(new RetryScheduled(subject(call), failed, Duration.ofNanos(delayNanos)));
    }

    @Override
    public void waited(Exchange call, Wait kind, long nanos) {
        WaitOver.Kind what = kind == Wait.BULKHEAD ? WaitOver.Kind.BULKHEAD : WaitOver.Kind.BACK_OFF;
        tell(new WaitOver(subject(call), what, Duration.ofNanos(nanos)));
    }

    @Override
    public void redirected(Exchange call, Response redirect, Request further) {
        tell(new RedirectFollowed(subject(call), redirect.status(), further.target()));
    }

    @Override
    public void callAnswered(Exchange call, Response response, long elapsedNanos) {
        EventSubject subject = subject(call);
        Duration elapsed = Duration.ofNanos(elapsedNanos);
        tellDiagnosis(subject, response.diagnosis(), null);
        tell(new CallEnded(
                subject,
                response.status(),
                null,
                elapsed,
                response.attempts(),
                response.diagnosis(),
                response.gaveUp()));
    }

    @Override
    public void callFailed(Exchange call, HopguardException failure, long elapsedNanos) {
        EventSubject subject = subject(call);
        Duration elapsed = Duration.ofNanos(elapsedNanos);
        ResponseSnapshot last = failure.details().response();
        tellDiagnosis(subject, failure.diagnosis(), null);
        tell(new CallEnded(
                subject,
                last == null ? 0 : last.status(),
                kept(failure),
                elapsed,
                failure.attempts(),
                failure.diagnosis(),
                failure.gaveUp()));
    }

    @Override
    public void streamEnded(Exchange call, @Nullable HopguardException failure, boolean whole, long elapsedNanos) {
        tell(new StreamEnded(subject(call), whole, kept(failure), Duration.ofNanos(elapsedNanos)));
    }

    @Override
    public void streamLost(Exchange call, String how) {
        tell(new StreamLost(subject(call), how));
    }

    @Override
    public void breakerChanged(Target target, String from, String to) {
        tell(new BreakerChanged(subject(target), from, to));
    }

    @Override
    public void retryBudgetChanged(Target target, boolean exhausted) {
        tell(new RetryBudgetChanged(subject(target), exhausted));
    }
}

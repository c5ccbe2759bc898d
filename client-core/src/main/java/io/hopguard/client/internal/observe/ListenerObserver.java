package io.hopguard.client.internal.observe;

import io.hopguard.client.error.Attempt;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.extend.CallListener;
import io.hopguard.client.http.Response;
import io.hopguard.client.http.Target;
import io.hopguard.client.internal.kernel.AttemptRun;
import io.hopguard.client.internal.kernel.CallObserver;
import io.hopguard.client.internal.kernel.Exchange;
import java.time.Duration;

/** Hands events to a listener of the user. */
public final class ListenerObserver implements CallObserver {
    private final CallListener listener;

    public ListenerObserver(CallListener listener) {
        this.listener = listener;
    }

    @Override
    public void callStarted(Exchange call) {
        listener.callStarted(call.request());
    }

    @Override
    public void attemptEnded(Exchange call, AttemptRun run, Attempt attempt) {
        listener.attemptEnded(call.request(), attempt);
    }

    @Override
    public void retryScheduled(Exchange call, Attempt failed, long delayNanos) {
        listener.retryScheduled(call.request(), failed.number() + 1, Duration.ofNanos(delayNanos));
    }

    @Override
    public void callAnswered(Exchange call, Response response, long elapsedNanos) {
        listener.callEnded(call.request(), response, null, Duration.ofNanos(elapsedNanos));
    }

    @Override
    public void callFailed(Exchange call, HopguardException failure, long elapsedNanos) {
        listener.callEnded(call.request(), null, failure, Duration.ofNanos(elapsedNanos));
    }

    @Override
    public void breakerChanged(Target target, String from, String to) {
        listener.breakerChanged(target.toString(), from, to);
    }
}

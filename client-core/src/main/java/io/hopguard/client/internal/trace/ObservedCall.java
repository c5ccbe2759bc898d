package io.hopguard.client.internal.trace;

import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.CallTrace;
import io.hopguard.client.observation.CallObservationContext;
import java.util.concurrent.atomic.AtomicBoolean;

/** The observation of one call; stopped once, by the thread that runs the call or by whoever gives it up before. */
final class ObservedCall implements CallTrace {
    private final CallObservationContext context;
    private final Harmless observation;
    private final AtomicBoolean taken = new AtomicBoolean();
    private int sends;

    ObservedCall(CallObservationContext context, Harmless observation) {
        this.context = context;
        this.observation = observation;
    }

    @Override
    public boolean enter() {
        if (!taken.compareAndSet(false, true)) {
            return false;
        }
        observation.enter();
        return true;
    }

    @Override
    public int nextSend() {
        return sends++;
    }

    @Override
    public void note(String event, String words) {
        observation.event(event, words);
    }

    @Override
    public void answered(Response response) {
        context.answered(response);
        Failing.of(response, context.request(), observation);
    }

    @Override
    public void failed(Throwable failure) {
        observation.error(ToldFailure.of(failure, context.request()::shown));
    }

    @Override
    public void leave() {
        observation.leave();
        observation.stop();
    }

    @Override
    public void abandon(Throwable failure) {
        if (taken.compareAndSet(false, true)) {
            observation.error(ToldFailure.of(failure, context.request()::shown));
            observation.stop();
        }
    }
}

package io.hopguard.client.internal.stage;

import io.hopguard.client.budget.Deadline;
import io.hopguard.client.diagnosis.AnsweredBy;
import io.hopguard.client.diagnosis.Cause;
import io.hopguard.client.diagnosis.Diagnosis;
import io.hopguard.client.diagnosis.Evidence;
import io.hopguard.client.error.BulkheadFullException;
import io.hopguard.client.error.DeadlineExceededException;
import io.hopguard.client.error.FailureDetails;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.Phase;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.CallObserver;
import io.hopguard.client.internal.kernel.Exchange;
import io.hopguard.client.internal.kernel.Failures;
import io.hopguard.client.internal.kernel.Figure;
import io.hopguard.client.internal.kernel.Figures;
import io.hopguard.client.internal.kernel.Pause;
import io.hopguard.client.internal.kernel.Stage;
import io.hopguard.client.internal.kernel.Time;
import io.hopguard.client.policy.BulkheadPolicy;

/** The bulkhead: lets so many calls in at once, and lets others wait for a while. */
public final class AdmitStage implements Stage {
    private final Places places;
    private final BulkheadPolicy policy;
    private final Pause pause;
    private final Time time;
    private final CallObserver observers;
    private final Stage next;

    private AdmitStage(BulkheadPolicy policy, Places places, Time time, CallObserver observers, Stage next) {
        this.places = places;
        this.policy = policy;
        this.pause = new Pause(time);
        this.time = time;
        this.observers = observers;
        this.next = next;
    }

    public static Stage wrap(BulkheadPolicy policy, Places places, Time time, CallObserver observers, Stage next) {
        return policy.enabled() ? new AdmitStage(policy, places, time, observers, next) : next;
    }

    /** Shows the numbers of a bulkhead. */
    public static void show(Places places, Figures figures) {
        figures.figure(Figure.BULKHEAD_RUNNING, places::taken);
        figures.figure(Figure.BULKHEAD_WAITING, places::waiting);
        figures.figure(Figure.BULKHEAD_MAX, places::max);
    }

    @Override
    public Response execute(Exchange exchange) {
        if (!Pause.acquireAtOnce(places)) {
            await(exchange);
        }
        boolean stays = false;
        try {
            Response response = next.execute(exchange);
            // A stream is under way until it has been read.
            stays = exchange.streaming() != null && exchange.streaming().whenOver(places::streamOver);
            if (stays) {
                places.keptByStream();
            }
            return response;
        } finally {
            if (!stays) {
                places.release();
            }
        }
    }

    private void await(Exchange exchange) {
        long start = time.nanos();
        Pause.Outcome outcome = pause.acquire(places, Deadline.saturatedNanos(policy.maxWait()), exchange.control());
        observers.waited(exchange, CallObserver.Wait.BULKHEAD, time.nanos() - start);
        if (outcome != Pause.Outcome.OVER) {
            throw refusal(exchange);
        }
    }

    private String streams() {
        int open = places.openStreams();
        return open == 0
                ? ""
                : ", of which " + open + " have open response streams; read them to their end or close them";
    }

    private FailureDetails full(String how) {
        String summary = how + "bulkhead full: " + places.max() + " calls are under way" + streams();
        Evidence evidence = new Evidence("bulkhead", "full", "this client refused the call, nothing was sent");
        return new FailureDetails.Builder(summary, Phase.ADMISSION)
                .diagnosis(Diagnosis.observed(
                        AnsweredBy.CLIENT,
                        Cause.OVERLOADED,
                        evidence,
                        "find out why calls take long, or allow more of them (bulkhead.maxConcurrentCalls)"))
                .build();
    }

    private HopguardException refusal(Exchange exchange) {
        HopguardException ended = Failures.ended(exchange.control(), Phase.ADMISSION, null);
        if (ended instanceof DeadlineExceededException) {
            return new DeadlineExceededException(full("timed out while " + Phase.ADMISSION.words() + "; "));
        }
        return ended != null ? ended : new BulkheadFullException(full(""));
    }
}

package io.hopguard.client.internal.stage;

import io.hopguard.client.diagnosis.Diagnosis;
import io.hopguard.client.error.CircuitOpenException;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.Exchange;
import io.hopguard.client.internal.kernel.Stage;
import io.hopguard.client.internal.kernel.Time;
import io.hopguard.client.internal.observe.CallMeters;
import io.hopguard.client.internal.observe.DiagnosisTags;
import org.jspecify.annotations.Nullable;

/** Times each attempt by itself, without the user's interceptors. */
public final class ObserveAttemptStage implements Stage {
    private final CallMeters meters;
    private final Time time;
    private final Stage next;

    private ObserveAttemptStage(CallMeters meters, Time time, Stage next) {
        this.meters = meters;
        this.time = time;
        this.next = next;
    }

    public static Stage wrap(@Nullable CallMeters meters, Time time, Stage next) {
        return meters == null ? next : new ObserveAttemptStage(meters, time, next);
    }

    @Override
    public Response execute(Exchange exchange) {
        long start = time.nanos();
        try {
            Response response = next.execute(exchange);
            // A success has none, and a redirect is nobody's failure.
            DiagnosisTags tags = response.status() < 400 && response.diagnosis() == Diagnosis.unknown()
                    ? DiagnosisTags.NONE
                    : DiagnosisTags.of(response.diagnosis());
            meters.record(exchange.request(), CallMeters.outcome(response.status()), tags, time.nanos() - start);
            return response;
        } catch (CircuitOpenException e) {
            // Nothing was tried.
            throw e;
        } catch (HopguardException e) {
            meters.record(exchange.request(), e.code(), DiagnosisTags.of(e.diagnosis()), time.nanos() - start);
            throw e;
        }
    }
}

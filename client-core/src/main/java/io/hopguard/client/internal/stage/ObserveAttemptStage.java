package io.hopguard.client.internal.stage;

import io.hopguard.client.error.CircuitOpenException;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.Exchange;
import io.hopguard.client.internal.kernel.Stage;
import io.hopguard.client.internal.kernel.Time;
import io.hopguard.client.internal.observe.CallMeters;
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
            meters.record(exchange.request(), CallMeters.outcome(response.status()), time.nanos() - start);
            return response;
        } catch (CircuitOpenException e) {
            // Nothing was tried.
            throw e;
        } catch (HopguardException e) {
            meters.record(exchange.request(), e.code(), time.nanos() - start);
            throw e;
        }
    }
}

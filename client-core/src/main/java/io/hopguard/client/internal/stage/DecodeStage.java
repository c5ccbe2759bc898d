package io.hopguard.client.internal.stage;

import io.hopguard.client.error.HopguardException;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.CallControl;
import io.hopguard.client.internal.kernel.Exchange;
import io.hopguard.client.internal.kernel.Stage;
import io.hopguard.client.internal.kernel.Time;

/** Turns a good answer into the value that was asked for: still within the deadline, and part of what is observed. */
public final class DecodeStage implements Stage {
    private final Time time;
    private final Stage next;

    public DecodeStage(Time time, Stage next) {
        this.time = time;
        this.next = next;
    }

    @Override
    public Response execute(Exchange exchange) {
        Response response = next.execute(exchange);
        if (exchange.decoding() != null && response.isSuccess()) {
            try {
                exchange.decoding().read(exchange.request(), response, exchange.control());
            } catch (HopguardException e) {
                throw timed(e, exchange.control());
            }
        }
        return response;
    }

    /** Whoever decodes knows the answer, and not how long the call took. */
    private HopguardException timed(HopguardException failure, CallControl call) {
        return failure.retold(failure.details().toBuilder()
                .nanos(time.nanos() - call.startNanos(), call.totalNanos())
                .build());
    }
}

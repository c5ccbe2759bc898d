package io.hopguard.client.internal.trace;

import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.CallTrace;
import io.hopguard.client.internal.kernel.Exchange;
import io.hopguard.client.internal.kernel.Stage;

/**
 * The observation of the whole call, current on its thread. Around everything else, so that whatever is logged carries the
 * trace, and however the call ends, it is seen.
 */
public final class TraceCallStage implements Stage {
    private final CallTracing tracing;
    private final Stage next;

    public TraceCallStage(CallTracing tracing, Stage next) {
        this.tracing = tracing;
        this.next = next;
    }

    @Override
    public Response execute(Exchange exchange) {
        CallTrace trace = exchange.control().trace();
        if (trace == CallTrace.NONE) {
            trace = tracing.begin(exchange.request());
            exchange.control().tracedBy(trace);
        }
        return trace.enter() ? traced(trace, exchange) : next.execute(exchange);
    }

    private Response traced(CallTrace trace, Exchange exchange) {
        try {
            Response response = next.execute(exchange);
            trace.answered(response);
            return response;
        } catch (RuntimeException | Error e) {
            trace.failed(e);
            throw e;
        } finally {
            trace.leave();
        }
    }
}

package io.hopguard.client.internal.trace;

import io.hopguard.client.error.InvalidRequestException;
import io.hopguard.client.http.Headers;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.AttemptRun;
import io.hopguard.client.internal.kernel.Exchange;
import io.hopguard.client.internal.kernel.ReceivedHead;
import io.hopguard.client.internal.kernel.Stage;
import io.hopguard.client.observation.AttemptObservationContext;
import io.hopguard.client.observation.AttemptObservationConvention;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;

/**
 * The observation of one attempt. Inside the breaker, so that an attempt that is refused is none, and around all that may
 * send something, so that each request on the wire has its own place in the trace.
 */
public final class TraceAttemptStage implements Stage {
    private static final String TRACE_PARENT = "traceparent";
    private static final String TRACE_STATE = "tracestate";

    private final CallTracing tracing;
    private final ObservationRegistry registry;
    private final Stage next;

    public TraceAttemptStage(CallTracing tracing, Stage next) {
        this.tracing = tracing;
        this.registry = tracing.registry();
        this.next = next;
    }

    @Override
    public Response execute(Exchange exchange) {
        if (registry.isNoop()) {
            return next.execute(exchange);
        }
        AttemptObservationContext context = new AttemptObservationContext(
                tracing.client(),
                exchange.request(),
                tracing.route(exchange.request()),
                exchange.control().trace().nextSend());
        AttemptRun run = exchange.run();
        context.setCarrier((name, value) -> tell(run, name, value));
        Harmless observation = Harmless.start(
                registry,
                () -> Observation.createNotStarted(
                        null, AttemptObservationConvention.DEFAULT, () -> context, registry));
        observation.enter();
        try {
            Response response = next.execute(withoutForeignState(exchange));
            context.setResponse(response);
            reached(context, exchange);
            Failing.of(response, exchange.request(), observation);
            return response;
        } catch (RuntimeException | Error e) {
            reached(context, exchange);
            observation.error(ToldFailure.of(e, exchange.request()::shown));
            throw e;
        } finally {
            observation.leave();
            observation.stop();
        }
    }

    private static void reached(AttemptObservationContext context, Exchange exchange) {
        // Only now: what an interceptor or a redirect sends may have brought an id of its own.
        context.identified(exchange.control().requestId());
        AttemptRun run = exchange.run();
        ReceivedHead head = run.head();
        Response response = context.getResponse();
        int known = response == null ? 0 : response.status();
        context.reached(run.peer(), head != null ? head.status() : known);
    }

    /** What may not stand in a request does not come into one by way of a propagator. */
    private static void tell(AttemptRun run, String name, String value) {
        try {
            Headers.empty().plus(name, value);
        } catch (InvalidRequestException e) {
            return;
        }
        run.tell(name, value);
    }

    /** A trace state belongs to the trace parent that it came with (Trace Context section 3.3), which has been replaced. */
    private static Exchange withoutForeignState(Exchange exchange) {
        Headers headers = exchange.request().headers();
        if (!headers.contains(TRACE_STATE)) {
            return exchange;
        }
        boolean replaced = exchange.run().tells().stream().anyMatch(TRACE_PARENT::equalsIgnoreCase);
        return replaced
                ? exchange.with(exchange.request().toBuilder()
                        .headers(headers.without(TRACE_STATE))
                        .build())
                : exchange;
    }
}

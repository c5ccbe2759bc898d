package io.hopguard.client.internal.trace;

import io.hopguard.client.http.Request;
import io.hopguard.client.internal.kernel.CallTrace;
import io.hopguard.client.internal.observe.RouteNames;
import io.hopguard.client.observation.CallObservationContext;
import io.hopguard.client.observation.CallObservationConvention;
import io.hopguard.client.policy.MeterPolicy;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;

/** Begins the observations of a client's calls. */
public final class CallTracing {
    private final ObservationRegistry registry;
    private final String client;
    private final RouteNames routes;

    public CallTracing(ObservationRegistry registry, String client, MeterPolicy bounds) {
        this.routes = new RouteNames(bounds.maxTemplates(), bounds.maxLiterals());
        this.registry = registry;
        this.client = client;
    }

    ObservationRegistry registry() {
        return registry;
    }

    String client() {
        return client;
    }

    String route(Request request) {
        return routes.of(request);
    }

    /** On the thread that asks for the call: what is current there is the parent. */
    public CallTrace begin(Request request) {
        if (registry.isNoop()) {
            return CallTrace.NONE;
        }
        CallObservationContext context = new CallObservationContext(client, request, route(request));
        return new ObservedCall(
                context,
                Harmless.start(
                        registry,
                        () -> Observation.createNotStarted(
                                null, CallObservationConvention.DEFAULT, () -> context, registry)));
    }
}

package io.hopguard.client.observation;

import io.hopguard.client.http.Request;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import org.jspecify.annotations.Nullable;

/**
 * The names of an attempt's observation and of its key values, after OpenTelemetry's stable semantic conventions for HTTP
 * client spans. Extend it and implement {@link io.micrometer.observation.GlobalObservationConvention}, then give it to the
 * registry's configuration, to use others. Immutable.
 */
public class AttemptObservationConvention implements ObservationConvention<AttemptObservationContext> {
    /** The one that is used unless the registry knows another. */
    public static final AttemptObservationConvention DEFAULT = new AttemptObservationConvention();

    /** For subclasses. */
    protected AttemptObservationConvention() {}

    @Override
    public boolean supportsContext(Observation.Context context) {
        return context instanceof AttemptObservationContext;
    }

    /** {@inheritDoc} {@value ObservationNames#ATTEMPT} unless overridden. */
    @Override
    public String getName() {
        return ObservationNames.ATTEMPT;
    }

    @Override
    public String getContextualName(AttemptObservationContext context) {
        return Asked.spanName(context.request(), context.route());
    }

    /** {@inheritDoc} Always the same keys, as meters need it. */
    @Override
    public KeyValues getLowCardinalityKeyValues(AttemptObservationContext context) {
        return KeyValues.of(
                ObservationNames.CLIENT,
                context.client(),
                ObservationNames.METHOD,
                Asked.method(context.request()),
                ObservationNames.OUTCOME,
                context.outcome(),
                ObservationNames.ROUTE,
                context.route());
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(AttemptObservationContext context) {
        boolean begins = context.getResponse() == null && context.getError() == null;
        return begins ? asked(context) : ended(context);
    }

    /** What a sampler may want to know. */
    private static KeyValues asked(AttemptObservationContext context) {
        Request request = context.request();
        KeyValues values = KeyValues.of(
                ObservationNames.SERVER_ADDRESS,
                request.target().host(),
                ObservationNames.SERVER_PORT,
                Integer.toString(request.target().port()),
                ObservationNames.URL_FULL,
                Asked.shownUri(request));
        String template = Asked.template(context.route());
        if (template != null) {
            values = values.and(ObservationNames.URL_TEMPLATE, template);
        }
        if (!Asked.isKnown(request.method())) {
            values = values.and(ObservationNames.METHOD_ORIGINAL, request.method());
        }
        return context.resendCount() == 0
                ? values
                : values.and(ObservationNames.RESEND_COUNT, Integer.toString(context.resendCount()));
    }

    private static KeyValues ended(AttemptObservationContext context) {
        KeyValues values = reached(context.peer());
        if (context.receivedStatus() != 0) {
            values = values.and(
                    ObservationNames.PROTOCOL_VERSION,
                    "1.1",
                    ObservationNames.STATUS_CODE,
                    Integer.toString(context.receivedStatus()));
        }
        String errorType = Ends.errorType(context.getResponse(), context.getError());
        return errorType == null
                ? values
                : Ends.diagnosed(values.and(ObservationNames.ERROR_TYPE, errorType), context.diagnosis());
    }

    private static KeyValues reached(@Nullable String peer) {
        if (peer == null) {
            return KeyValues.empty();
        }
        int colon = peer.lastIndexOf(':');
        String address = peer.charAt(0) == '[' ? peer.substring(1, colon - 1) : peer.substring(0, colon);
        return KeyValues.of(
                ObservationNames.PEER_ADDRESS, address, ObservationNames.PEER_PORT, peer.substring(colon + 1));
    }
}

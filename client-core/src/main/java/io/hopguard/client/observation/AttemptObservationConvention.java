package io.hopguard.client.observation;

import io.hopguard.client.http.Request;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import java.util.ArrayList;
import java.util.List;
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
        List<KeyValue> values = new ArrayList<>();
        values.add(KeyValue.of(ObservationNames.SERVER_ADDRESS, Asked.shownHost(request)));
        values.add(KeyValue.of(
                ObservationNames.SERVER_PORT, Integer.toString(request.target().port())));
        values.add(KeyValue.of(ObservationNames.URL_FULL, Asked.shownUri(request)));
        String template = Asked.template(context.route());
        if (template != null) {
            values.add(KeyValue.of(ObservationNames.URL_TEMPLATE, template));
        }
        if (!Asked.isKnown(request.method())) {
            values.add(KeyValue.of(ObservationNames.METHOD_ORIGINAL, request.method()));
        }
        if (context.resendCount() > 0) {
            values.add(KeyValue.of(ObservationNames.RESEND_COUNT, Integer.toString(context.resendCount())));
        }
        return KeyValues.of(values);
    }

    private static KeyValues ended(AttemptObservationContext context) {
        List<KeyValue> values = new ArrayList<>();
        Ends.addRequestId(values, context.requestId());
        addPeer(values, context.peer());
        if (context.receivedStatus() != 0) {
            values.add(KeyValue.of(ObservationNames.PROTOCOL_VERSION, "1.1"));
            values.add(KeyValue.of(ObservationNames.STATUS_CODE, Integer.toString(context.receivedStatus())));
        }
        String errorType = Ends.errorType(context.getResponse(), context.getError());
        if (errorType != null) {
            values.add(KeyValue.of(ObservationNames.ERROR_TYPE, errorType));
            Ends.addDiagnosis(values, context.diagnosis());
        }
        return KeyValues.of(values);
    }

    private static void addPeer(List<KeyValue> values, @Nullable String peer) {
        if (peer != null) {
            int colon = peer.lastIndexOf(':');
            String address = peer.charAt(0) == '[' ? peer.substring(1, colon - 1) : peer.substring(0, colon);
            values.add(KeyValue.of(ObservationNames.PEER_ADDRESS, address));
            values.add(KeyValue.of(ObservationNames.PEER_PORT, peer.substring(colon + 1)));
        }
    }
}

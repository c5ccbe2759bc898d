package io.hopguard.client.observation;

import io.hopguard.client.error.GaveUp;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import java.util.ArrayList;
import java.util.List;

/**
 * The names of a call's observation and of its key values. Extend it and implement
 * {@link io.micrometer.observation.GlobalObservationConvention}, then give it to the registry's configuration, to use others.
 * Immutable.
 */
public class CallObservationConvention implements ObservationConvention<CallObservationContext> {
    /** The one that is used unless the registry knows another. */
    public static final CallObservationConvention DEFAULT = new CallObservationConvention();

    /** For subclasses. */
    protected CallObservationConvention() {}

    @Override
    public boolean supportsContext(Observation.Context context) {
        return context instanceof CallObservationContext;
    }

    /** {@inheritDoc} {@value ObservationNames#CALL} unless overridden. */
    @Override
    public String getName() {
        return ObservationNames.CALL;
    }

    @Override
    public String getContextualName(CallObservationContext context) {
        return Asked.spanName(context.request(), context.route());
    }

    /** {@inheritDoc} Always the same keys, as meters need it. */
    @Override
    public KeyValues getLowCardinalityKeyValues(CallObservationContext context) {
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

    /** {@inheritDoc} Nothing before the call's end. */
    @Override
    public KeyValues getHighCardinalityKeyValues(CallObservationContext context) {
        if (context.response() == null && context.getError() == null) {
            return KeyValues.empty();
        }
        List<KeyValue> values = new ArrayList<>();
        values.add(KeyValue.of(
                ObservationNames.ATTEMPTS, Integer.toString(context.attempts().size())));
        Ends.addRequestId(values, context.requestId());
        String method = context.request().method();
        if (!Asked.isKnown(method)) {
            values.add(KeyValue.of(ObservationNames.METHOD_ORIGINAL, method));
        }
        String errorType = Ends.errorType(context.response(), context.getError());
        if (errorType != null) {
            values.add(KeyValue.of(ObservationNames.ERROR_TYPE, errorType));
            Ends.addDiagnosis(values, context.diagnosis());
        }
        GaveUp gaveUp = context.gaveUp();
        if (gaveUp != null) {
            values.add(KeyValue.of(ObservationNames.GAVE_UP, Ends.word(gaveUp)));
        }
        return KeyValues.of(values);
    }
}

package io.hopguard.client.internal.kernel;

import io.hopguard.client.diagnosis.Diagnosis;
import io.hopguard.client.diagnosis.Facts;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks for diagnoses, and lets none of them do harm to a call. */
public final class Diagnoses {
    private static final Logger LOG = LoggerFactory.getLogger("io.hopguard.client");

    private final Function<Facts, Diagnosis> diagnoser;

    public Diagnoses(Function<Facts, Diagnosis> diagnoser) {
        this.diagnoser = diagnoser;
    }

    /** The diagnosis; unknown when there is none to be had. */
    public Diagnosis of(Facts facts) {
        try {
            return diagnoser.apply(facts);
        } catch (RuntimeException e) {
            // Without its message, which may quote what a stranger sent.
            LOG.warn(
                    "the diagnosis failed with {} and is left out", e.getClass().getName());
            return Diagnosis.unknown();
        }
    }
}

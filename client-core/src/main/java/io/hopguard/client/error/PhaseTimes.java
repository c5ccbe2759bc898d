package io.hopguard.client.error;

import java.time.Duration;

/** The time that an attempt spent in each {@link Phase}. Immutable and thread-safe. */
public final class PhaseTimes {
    /** No time anywhere. */
    public static final PhaseTimes NONE = new PhaseTimes(new long[0]);

    private final long[] nanosByPhase;

    private PhaseTimes(long[] nanosByPhase) {
        this.nanosByPhase = nanosByPhase;
    }

    /**
     * Times counted by somebody else.
     *
     * @param nanosByPhase nanoseconds, one element for each phase in the order of the enum; copied
     * @return the times
     */
    public static PhaseTimes of(long[] nanosByPhase) {
        return new PhaseTimes(nanosByPhase.clone());
    }

    /**
     * As {@link #of}, without a copy; for the pipeline.
     *
     * @param nanosByPhase nanoseconds of the phases from the first on; kept, so do not change them
     * @return the times
     */
    public static PhaseTimes kept(long[] nanosByPhase) {
        return new PhaseTimes(nanosByPhase);
    }

    /**
     * The time in one phase.
     *
     * @param phase the phase
     * @return the time spent there, zero when it was not reached
     */
    public Duration in(Phase phase) {
        return Duration.ofNanos(phase.ordinal() < nanosByPhase.length ? nanosByPhase[phase.ordinal()] : 0);
    }
}

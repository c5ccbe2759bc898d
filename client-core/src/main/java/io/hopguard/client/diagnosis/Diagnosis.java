package io.hopguard.client.diagnosis;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Which hop broke, and why, as far as the evidence in this process's hands allows. Immutable and thread-safe.
 *
 * <p>Where several causes leave the same traces, all of them are named; where the evidence says nothing, so does this
 * ({@link #unknown()}).
 */
public final class Diagnosis {
    private static final Diagnosis UNKNOWN = new Diagnosis(
            AnsweredBy.UNKNOWN, null, List.of(Cause.UNKNOWN), Confidence.NONE, List.of(), Steps.NONE, List.of());

    private final AnsweredBy answeredBy;
    private final @Nullable String product;
    private final List<Cause> causes;
    private final Confidence confidence;
    private final List<Evidence> evidence;
    private final Steps advice;
    private final List<String> hops;

    Diagnosis(
            AnsweredBy answeredBy,
            @Nullable String product,
            List<Cause> causes,
            Confidence confidence,
            List<Evidence> evidence,
            Steps advice,
            List<String> hops) {
        this.answeredBy = answeredBy;
        this.product = product;
        this.causes = causes;
        this.confidence = confidence;
        this.evidence = evidence;
        this.advice = advice;
        this.hops = hops;
    }

    /**
     * The honest answer where nothing is known.
     *
     * @return a diagnosis without cause, evidence or advice
     */
    public static Diagnosis unknown() {
        return UNKNOWN;
    }

    /**
     * A failure that this process saw for itself.
     *
     * @param answeredBy {@link AnsweredBy#CLIENT}, {@link AnsweredBy#NETWORK} or {@link AnsweredBy#FORWARD_PROXY}
     * @param cause what happened
     * @param evidence what was seen
     * @param advice what to look at next
     * @return a certain diagnosis
     */
    public static Diagnosis observed(AnsweredBy answeredBy, Cause cause, Evidence evidence, String advice) {
        return new Diagnosis(
                answeredBy,
                null,
                List.of(cause),
                Confidence.CERTAIN,
                List.of(evidence),
                Steps.of(List.of(), Map.of(cause, advice)),
                List.of());
    }

    /**
     * The same diagnosis where something else has shown which of its causes it is: a log, or a request around the gateway.
     * Confidence and evidence stay what they are; they are about this answer.
     *
     * @param cause the one that it is
     * @return with this cause and its advice alone; this, when it is not one of several causes
     */
    public Diagnosis narrowedTo(Cause cause) {
        return causes.size() > 1 && causes.contains(cause)
                ? new Diagnosis(answeredBy, product, List.of(cause), confidence, evidence, advice.about(cause), hops)
                : this;
    }

    /**
     * The same diagnosis with its evidence shown in another way.
     *
     * @param change takes each piece of evidence and gives what may be shown of it
     * @return this when there is no evidence, otherwise a new diagnosis
     */
    public Diagnosis showing(UnaryOperator<Evidence> change) {
        return evidence.isEmpty()
                ? this
                : new Diagnosis(
                        answeredBy,
                        product,
                        causes,
                        confidence,
                        evidence.stream().map(change).toList(),
                        advice,
                        hops);
    }

    /**
     * Who answered.
     *
     * @return who answered, {@link AnsweredBy#UNKNOWN} where the evidence does not say
     */
    public AnsweredBy answeredBy() {
        return answeredBy;
    }

    /**
     * The product that answered.
     *
     * @return its name in lower case, for example {@code nginx}, or null when it is not known
     */
    public @Nullable String product() {
        return product;
    }

    /**
     * The smallest set of causes that the evidence allows.
     *
     * @return the causes, most likely first, never empty
     */
    public List<Cause> causes() {
        return causes;
    }

    /**
     * How sure this is.
     *
     * @return the confidence
     */
    public Confidence confidence() {
        return confidence;
    }

    /**
     * What this rests on.
     *
     * @return the observations, possibly none
     */
    public List<Evidence> evidence() {
        return evidence;
    }

    /**
     * What an operator should do next.
     *
     * @return the steps, possibly none: which log to read, then at most one for each cause, in the order of the causes
     */
    public List<String> advice() {
        return advice.lines();
    }

    /**
     * The hops that the answer passed on its way, as far as it names them.
     *
     * @return product names or the names that the hops give themselves, the one closest to this client first; possibly none
     */
    public List<String> hops() {
        return hops;
    }

    @Override
    public String toString() {
        String who = product == null ? answeredBy.name() : answeredBy + " (" + product + ")";
        return "answered by " + who + ", cause " + causes + ", confidence " + confidence;
    }
}

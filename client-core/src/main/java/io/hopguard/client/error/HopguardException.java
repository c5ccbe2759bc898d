package io.hopguard.client.error;

import io.hopguard.client.diagnosis.Diagnosis;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The root of everything a call can fail with. Immutable apart from what every {@code Throwable} lets one add.
 *
 * <p>{@link #getMessage()} is the one-line story: what was asked for, each attempt with its outcome and time, the waits
 * between them, why it was given up, and what is left of the retry budget. It holds no query values and no
 * credentials, and of a body nothing but the title of an HTML page that came where something else was asked for.
 */
public abstract sealed class HopguardException extends RuntimeException
        permits HttpStatusException,
                TransportException,
                DeadlineExceededException,
                RejectedException,
                BodyException,
                CallCancelledException,
                InvalidRequestException,
                InterceptorFailedException,
                TokenFailedException {
    private static final long serialVersionUID = 1L;

    /** The code for machines. */
    private final String code;

    private final transient FailureDetails details;

    HopguardException(String code, FailureDetails details, boolean stackTrace) {
        super(null, details.cause(), true, stackTrace);
        this.code = code;
        this.details = details;
    }

    /**
     * The same failure with other details; what the pipeline uses to add the attempts and the time to what one attempt
     * met. The suppressed exceptions are not carried over.
     *
     * @param other the details
     * @return a new exception of the same type
     */
    public abstract HopguardException retold(FailureDetails other);

    /**
     * A code for machines.
     *
     * @return the code, for example {@code bad_gateway}; it never changes between versions
     */
    public String code() {
        return code;
    }

    /**
     * Everything known about the failure.
     *
     * @return the details
     */
    public FailureDetails details() {
        return details == null
                ? FailureDetails.of(code + " (details are not serialised)", Phase.ADMISSION, null)
                : details;
    }

    /**
     * What was tried.
     *
     * @return the attempts in order, one that the pool refused included; empty when no attempt was begun
     */
    public List<Attempt> attempts() {
        return details().attempts();
    }

    /**
     * How long the call took.
     *
     * @return the time from its start, waits included
     */
    public Duration elapsed() {
        return Duration.ofNanos(details().elapsedNanos());
    }

    /**
     * What the call was doing when it failed.
     *
     * @return the phase
     */
    public Phase phase() {
        return details().phase();
    }

    /**
     * Which hop broke and why.
     *
     * @return the diagnosis, {@link Diagnosis#unknown()} where the evidence does not say
     */
    public Diagnosis diagnosis() {
        return details().diagnosis();
    }

    /**
     * Whether an unsafe request may have been applied without us knowing. When true, ask the server before repeating it.
     *
     * @return true when the request was (partly) sent, is not idempotent, and no answer told its fate
     */
    public boolean outcomeUnknown() {
        return details().outcomeUnknown();
    }

    /**
     * By what the call is found in this process's log, and in those of the hops that were told.
     *
     * @return the id, or null for a failure outside of any call
     */
    public @Nullable String requestId() {
        return details().requestId();
    }

    /**
     * Why it was not tried again.
     *
     * @return the reason, or null when the question did not arise
     */
    public @Nullable GaveUp gaveUp() {
        return details().gaveUp();
    }

    @Override
    public String getMessage() {
        return Story.of(details());
    }
}

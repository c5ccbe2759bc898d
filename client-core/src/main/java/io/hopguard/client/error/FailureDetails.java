package io.hopguard.client.error;

import io.hopguard.client.diagnosis.Diagnosis;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything a failure knows about its call. Immutable and thread-safe; made by the pipeline, and by tests of code that
 * handles errors.
 *
 * @param summary what happened, in a few words
 * @param method the request's method, or null before there is a request
 * @param target the route, or the URI without its secrets, or null before there is a request
 * @param phase what the call was doing
 * @param sent whether any byte of the request may have reached the peer
 * @param outcomeUnknown whether the request may have been applied without us knowing
 * @param elapsedNanos how long the call took, in nanoseconds
 * @param totalNanos how long it was allowed to take, in nanoseconds
 * @param attempts the attempts, in order
 * @param gaveUp why it was not tried again, or null while that is not decided
 * @param retryBudget the target's retry budget at the end, for example {@code 7/10}, or null when it is off
 * @param retryAfterNanos the pause that the server asked for in nanoseconds, or -1
 * @param response the response, or null where none came
 * @param requestId the id of the call, or null before it has one
 * @param diagnosis which hop broke and why
 * @param cause the exception behind it, or null
 */
public record FailureDetails(
        String summary,
        @Nullable String method,
        @Nullable String target,
        Phase phase,
        boolean sent,
        boolean outcomeUnknown,
        long elapsedNanos,
        long totalNanos,
        List<Attempt> attempts,
        @Nullable GaveUp gaveUp,
        @Nullable String retryBudget,
        long retryAfterNanos,
        @Nullable ResponseSnapshot response,
        @Nullable String requestId,
        Diagnosis diagnosis,
        @Nullable Throwable cause) {

    /**
     * Details of a failure before or outside any attempt.
     *
     * @param summary what happened
     * @param phase what the call was doing
     * @param cause the exception behind it, or null
     * @return details without request, attempts or response
     */
    public static FailureDetails of(String summary, Phase phase, @Nullable Throwable cause) {
        return new Builder(summary, phase).cause(cause).build();
    }

    /** The story; of the exception behind it only the class, because its message may quote a secret. */
    @Override
    public String toString() {
        return Story.of(this)
                + (cause == null ? "" : "; caused by " + cause.getClass().getSimpleName());
    }

    /**
     * Starts details that differ in some points.
     *
     * @return a builder, not thread-safe
     */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * The same of a call that was refused before any attempt; for the pipeline, which makes these as fast as calls come.
     *
     * @param method what was asked for: the method
     * @param target what was asked for: the route or the URI without its secrets
     * @param requestId the call's id; empty counts as null
     * @param elapsedNanos the call's time in nanoseconds
     * @param totalNanos what it was allowed in nanoseconds
     * @param pauseNanos the pause that is asked for in nanoseconds, or -1
     * @return the details
     */
    public FailureDetails unattempted(
            String method, String target, String requestId, long elapsedNanos, long totalNanos, long pauseNanos) {
        return new FailureDetails(
                summary,
                method,
                target,
                phase,
                false,
                false,
                elapsedNanos,
                totalNanos,
                List.of(),
                null,
                null,
                pauseNanos,
                response,
                requestId.isEmpty() ? null : requestId,
                diagnosis,
                cause);
    }

    /** Collects details. Not thread-safe. */
    public static final class Builder {
        private String summary;
        private @Nullable String method;
        private @Nullable String target;
        private final Phase phase;
        private boolean sent;
        private boolean outcomeUnknown;
        private long elapsedNanos;
        private long totalNanos;
        private List<Attempt> attempts = List.of();
        private @Nullable GaveUp gaveUp;
        private @Nullable String retryBudget;
        private long retryAfterNanos = -1;
        private @Nullable ResponseSnapshot response;
        private @Nullable String requestId;
        private Diagnosis diagnosis = Diagnosis.unknown();
        private @Nullable Throwable cause;

        /**
         * Starts.
         *
         * @param summary what happened
         * @param phase what the call was doing
         */
        public Builder(String summary, Phase phase) {
            this.summary = summary;
            this.phase = phase;
        }

        private Builder(FailureDetails from) {
            this(from.summary, from.phase);
            this.method = from.method;
            this.target = from.target;
            this.sent = from.sent;
            this.outcomeUnknown = from.outcomeUnknown;
            this.elapsedNanos = from.elapsedNanos;
            this.totalNanos = from.totalNanos;
            this.attempts = from.attempts;
            this.gaveUp = from.gaveUp;
            this.retryBudget = from.retryBudget;
            this.retryAfterNanos = from.retryAfterNanos;
            this.response = from.response;
            this.requestId = from.requestId;
            this.diagnosis = from.diagnosis;
            this.cause = from.cause;
        }

        /**
         * What happened.
         *
         * @param value a few words
         * @return this
         */
        public Builder summary(String value) {
            this.summary = value;
            return this;
        }

        /**
         * What was asked for.
         *
         * @param method the method
         * @param target the route or the URI without its secrets
         * @return this
         */
        public Builder request(String method, String target) {
            this.method = method;
            this.target = target;
            return this;
        }

        /**
         * How far the request came.
         *
         * @param sent whether any byte of it may have reached the peer
         * @param outcomeUnknown whether it may have been applied without us knowing
         * @return this
         */
        public Builder sent(boolean sent, boolean outcomeUnknown) {
            this.sent = sent;
            this.outcomeUnknown = outcomeUnknown;
            return this;
        }

        /**
         * How long it took.
         *
         * @param elapsed the call's time in nanoseconds
         * @param total what it was allowed in nanoseconds
         * @return this
         */
        public Builder nanos(long elapsed, long total) {
            this.elapsedNanos = elapsed;
            this.totalNanos = total;
            return this;
        }

        /**
         * How often it was tried, and why not more often.
         *
         * @param attempts the attempts, in order
         * @param gaveUp why there was not one more, or null
         * @param retryBudget the budget's state in words, or null
         * @return this
         */
        public Builder attempts(List<Attempt> attempts, @Nullable GaveUp gaveUp, @Nullable String retryBudget) {
            this.attempts = attempts;
            this.gaveUp = gaveUp;
            this.retryBudget = retryBudget;
            return this;
        }

        /**
         * What the server answered.
         *
         * @param response the response
         * @param retryAfterNanos the pause that it asked for in nanoseconds, or -1
         * @return this
         */
        public Builder response(@Nullable ResponseSnapshot response, long retryAfterNanos) {
            this.response = response;
            this.retryAfterNanos = retryAfterNanos;
            return this;
        }

        /**
         * By what the call is found in the logs of all hops.
         *
         * @param value the id, or null; empty counts as null
         * @return this
         */
        public Builder requestId(@Nullable String value) {
            this.requestId = value == null || value.isEmpty() ? null : value;
            return this;
        }

        /**
         * Which hop broke and why.
         *
         * @param value the diagnosis
         * @return this
         */
        public Builder diagnosis(Diagnosis value) {
            this.diagnosis = value;
            return this;
        }

        /**
         * The exception behind it.
         *
         * @param value the exception, or null
         * @return this
         */
        public Builder cause(@Nullable Throwable value) {
            this.cause = value;
            return this;
        }

        /**
         * Ends it.
         *
         * @return the details
         */
        public FailureDetails build() {
            return new FailureDetails(
                    summary,
                    method,
                    target,
                    phase,
                    sent,
                    outcomeUnknown,
                    elapsedNanos,
                    totalNanos,
                    List.copyOf(attempts),
                    gaveUp,
                    retryBudget,
                    retryAfterNanos,
                    response,
                    requestId,
                    diagnosis,
                    cause);
        }
    }
}

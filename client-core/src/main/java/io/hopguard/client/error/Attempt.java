package io.hopguard.client.error;

import io.hopguard.client.diagnosis.Diagnosis;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One try of a call, as it went. Immutable and thread-safe. */
public final class Attempt {
    private final int number;
    private final int status;
    private final @Nullable String failure;
    private final @Nullable String code;
    private final Phase phase;
    private final long elapsedNanos;
    private final long waitedNanos;
    private final @Nullable String peer;
    private final @Nullable String words;
    private final PhaseTimes times;
    private final boolean reusedConnection;
    private final boolean throughProxy;
    private final Diagnosis diagnosis;

    /** How an attempt went, as the one who makes it knows; for the pipeline. */
    public interface Course {
        /**
         * Which attempt it is.
         *
         * @return its number, counted from 1
         */
        int number();

        /**
         * The last phase it reached.
         *
         * @return the phase
         */
        Phase phase();

        /**
         * Where the time went.
         *
         * @return the time spent in each phase
         */
        PhaseTimes times();

        /**
         * How long it took.
         *
         * @return its own time in nanoseconds
         */
        long endedAfterNanos();

        /**
         * How long the call waited before it.
         *
         * @return the wait in nanoseconds
         */
        long waitedNanos();

        /**
         * Whom it talked to.
         *
         * @return address and port, or null
         */
        @Nullable
        String peer();

        /**
         * Whether its connection had been used before.
         *
         * @return true for a kept connection
         */
        boolean reusedConnection();

        /**
         * Whether a forward proxy read it.
         *
         * @return true without a tunnel, over the proxy of the client
         */
        boolean readByProxy();
    }

    private Attempt(Course course, int status, @Nullable HopguardException exception, Diagnosis diagnosis) {
        this.number = course.number();
        this.status = status;
        this.failure = exception == null ? null : exception.getClass().getSimpleName();
        this.code = exception == null ? null : exception.code();
        this.words = exception == null ? null : exception.details().summary();
        this.diagnosis = diagnosis;
        this.times = course.times();
        this.phase = course.phase();
        this.elapsedNanos = course.endedAfterNanos();
        this.waitedNanos = course.waitedNanos();
        this.peer = course.peer();
        this.reusedConnection = course.reusedConnection();
        this.throughProxy = course.readByProxy();
    }

    /**
     * One that got a response; for the pipeline.
     *
     * @param course how it went
     * @param status the status
     * @param diagnosis which hop broke and why, {@link Diagnosis#unknown()} for a success
     * @return the attempt
     */
    public static Attempt answered(Course course, int status, Diagnosis diagnosis) {
        return new Attempt(course, status, null, diagnosis);
    }

    /**
     * One that failed, with the diagnosis of its exception; for the pipeline.
     *
     * @param course how it went
     * @param exception what it failed with
     * @param status the status where the exception is that of a response, or 0
     * @return the attempt
     */
    public static Attempt failed(Course course, HopguardException exception, int status) {
        return new Attempt(course, status, exception, exception.diagnosis());
    }

    private Attempt(Builder builder) {
        this.number = builder.number;
        this.status = builder.status;
        this.failure = builder.failure;
        this.code = builder.code;
        this.phase = builder.phase;
        this.elapsedNanos = builder.elapsedNanos;
        this.waitedNanos = builder.waitedNanos;
        this.peer = builder.peer;
        this.words = builder.words;
        this.times = builder.times;
        this.reusedConnection = builder.reusedConnection;
        this.throughProxy = builder.throughProxy;
        this.diagnosis = builder.diagnosis;
    }

    /**
     * Starts one; for the pipeline and for tests of code that handles errors.
     *
     * @param number counted from 1
     * @return a builder, not thread-safe
     */
    public static Builder number(int number) {
        return new Builder(number);
    }

    /**
     * Which attempt it was.
     *
     * @return its number, counted from 1, and from 1 again after a redirect that was followed or a token that was renewed
     */
    public int number() {
        return number;
    }

    /**
     * The status of the response.
     *
     * @return the status, or 0 when no whole response came
     */
    public int status() {
        return status;
    }

    /**
     * What went wrong where no whole response came, or where an interceptor threw the exception of its status.
     *
     * @return the simple class name of the exception, or null when a response came and was handed on
     */
    public @Nullable String failure() {
        return failure;
    }

    /**
     * The stable code of the failure.
     *
     * @return the code of the exception, see {@link HopguardException#code()}, or null when a response came and was
     *     handed on
     */
    public @Nullable String code() {
        return code;
    }

    /**
     * The last phase it reached.
     *
     * @return the phase
     */
    public Phase phase() {
        return phase;
    }

    /**
     * How long it took.
     *
     * @return the time from its start to its end, without the wait before it
     */
    public Duration elapsed() {
        return Duration.ofNanos(elapsedNanos);
    }

    /**
     * How long the call waited before it.
     *
     * @return the back-off before this attempt, zero for the first
     */
    public Duration waited() {
        return Duration.ofNanos(waitedNanos);
    }

    /**
     * Whom it talked to.
     *
     * @return the remote address and port, or null when no connection was made
     */
    public @Nullable String peer() {
        return peer;
    }

    /**
     * Whether its connection had been used before.
     *
     * @return true for a kept connection
     */
    public boolean reusedConnection() {
        return reusedConnection;
    }

    /**
     * Whether a forward proxy read it, so that the answer may be the proxy's own.
     *
     * @return true without a tunnel, over the proxy of the client
     */
    public boolean throughProxy() {
        return throughProxy;
    }

    /**
     * Where the time went.
     *
     * @return the time spent in each phase
     */
    public PhaseTimes times() {
        return times;
    }

    /**
     * Which hop broke and why.
     *
     * @return the diagnosis of an attempt that failed; {@link Diagnosis#unknown()} where the evidence does not say, and for
     *     one that succeeded
     */
    public Diagnosis diagnosis() {
        return diagnosis;
    }

    @Override
    public String toString() {
        String what =
                words != null ? words : status != 0 ? status + DiagnosisWords.of(diagnosis) : String.valueOf(failure);
        return number + ": " + what + ", " + Story.time(elapsedNanos);
    }

    /** Collects the facts of one attempt. Not thread-safe. */
    public static final class Builder {
        private final int number;
        private int status;
        private @Nullable String failure;
        private @Nullable String code;
        private Phase phase = Phase.ADMISSION;
        private long elapsedNanos;
        private long waitedNanos;
        private @Nullable String peer;
        private @Nullable String words;
        private PhaseTimes times = PhaseTimes.NONE;
        private boolean reusedConnection;
        private boolean throughProxy;
        private Diagnosis diagnosis = Diagnosis.unknown();

        private Builder(int number) {
            this.number = number;
        }

        /**
         * A response came.
         *
         * @param value its status
         * @return this
         */
        public Builder status(int value) {
            this.status = value;
            return this;
        }

        /**
         * It failed, with the diagnosis of its exception.
         *
         * @param exception what it failed with
         * @return this
         */
        public Builder failure(HopguardException exception) {
            this.failure = exception.getClass().getSimpleName();
            this.code = exception.code();
            this.words = exception.details().summary();
            this.diagnosis = exception.diagnosis();
            return this;
        }

        /**
         * Which hop broke and why.
         *
         * @param value the diagnosis, by default {@link Diagnosis#unknown()}
         * @return this
         */
        public Builder diagnosis(Diagnosis value) {
            this.diagnosis = value;
            return this;
        }

        /**
         * How far it came.
         *
         * @param value the last phase
         * @param spent the time spent in each phase
         * @return this
         */
        public Builder reached(Phase value, PhaseTimes spent) {
            this.phase = value;
            this.times = spent;
            return this;
        }

        /**
         * How long it took.
         *
         * @param elapsed its own time in nanoseconds
         * @param waited the wait before it in nanoseconds
         * @return this
         */
        public Builder nanos(long elapsed, long waited) {
            this.elapsedNanos = elapsed;
            this.waitedNanos = waited;
            return this;
        }

        /**
         * Whom it talked to.
         *
         * @param value address and port, or null
         * @return this
         */
        public Builder peer(@Nullable String value) {
            this.peer = value;
            return this;
        }

        /**
         * Over what it went.
         *
         * @param reused whether over a connection that had been used before
         * @param proxy whether a forward proxy read it
         * @return this
         */
        public Builder connection(boolean reused, boolean proxy) {
            this.reusedConnection = reused;
            this.throughProxy = proxy;
            return this;
        }

        /**
         * Ends it.
         *
         * @return the attempt
         */
        public Attempt build() {
            return new Attempt(this);
        }
    }
}

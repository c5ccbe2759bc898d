package io.hopguard.client.diagnosis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What this process saw of one attempt: all that a {@link Diagnoser} may conclude from. Input of a stranger's making, and
 * bounded. Immutable and thread-safe.
 */
public final class Facts {
    /** As much of a body is looked at: 16 KiB. */
    public static final int MAX_BODY_BYTES = 16 * 1024;

    private static final byte[] NONE = new byte[0];

    /** How the attempt ended. */
    public enum Ending {
        /** A whole response came. */
        ANSWERED,
        /** A response began, and ended before its announced end. */
        TRUNCATED,
        /** Bytes came that are no HTTP response. */
        MALFORMED,
        /** No byte of a final response came, although the request was sent. */
        NO_RESPONSE,
        /** The request was not sent. */
        NOT_SENT
    }

    private final Ending ending;
    private final int status;
    private final String reason;
    private final String[] fields;
    private final byte[] body;
    private final boolean bodySeen;
    private final @Nullable Cause observed;
    private final long elapsedNanos;
    private final boolean reusedConnection;
    private final boolean throughForwardProxy;
    private final String accept;

    private Facts(Builder builder) {
        this.ending = builder.ending;
        this.status = builder.status;
        this.reason = builder.reason;
        this.fields = builder.fields.toArray(String[]::new);
        this.body = builder.body;
        this.bodySeen = builder.bodySeen;
        this.observed = builder.observed;
        this.elapsedNanos = builder.elapsedNanos;
        this.reusedConnection = builder.reusedConnection;
        this.throughForwardProxy = builder.throughForwardProxy;
        this.accept = builder.accept;
    }

    /**
     * Starts.
     *
     * @param ending how the attempt ended
     * @return a builder, not thread-safe
     */
    public static Builder of(Ending ending) {
        return new Builder(ending);
    }

    /**
     * How the attempt ended.
     *
     * @return the ending
     */
    public Ending ending() {
        return ending;
    }

    /**
     * The status of the response.
     *
     * @return the status, or 0 where no head came
     */
    public int status() {
        return status;
    }

    /**
     * The reason phrase.
     *
     * @return the phrase, possibly empty
     */
    public String reason() {
        return reason;
    }

    /**
     * How many header fields came.
     *
     * @return the number
     */
    public int fields() {
        return fields.length / 2;
    }

    /**
     * A field's name as it was received.
     *
     * @param index from 0
     * @return the name, its letters as they came
     */
    public String name(int index) {
        return fields[2 * index];
    }

    /**
     * A field's value as it was received.
     *
     * @param index from 0
     * @return the value
     */
    public String value(int index) {
        return fields[2 * index + 1];
    }

    /**
     * The first field of a name.
     *
     * @param name the name, without regard to case
     * @return its value, or null when there is none
     */
    public @Nullable String first(String name) {
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i].equalsIgnoreCase(name)) {
                return fields[i + 1];
            }
        }
        return null;
    }

    /**
     * All fields of a name, joined by commas (RFC 9110 section 5.3).
     *
     * @param name the name, without regard to case
     * @return the joined value, empty when there is none
     */
    public String all(String name) {
        List<String> values = new ArrayList<>(1);
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i].equalsIgnoreCase(name)) {
                values.add(fields[i + 1]);
            }
        }
        return String.join(", ", values);
    }

    /**
     * The beginning of the body, decoded.
     *
     * @return at most {@link #MAX_BODY_BYTES}; not a copy, do not change it
     */
    public byte[] body() {
        return body;
    }

    /**
     * Whether the body is known at all, be it empty.
     *
     * @return false for a HEAD, and where the body was too large to be read
     */
    public boolean bodySeen() {
        return bodySeen;
    }

    /**
     * What this process saw for itself where no whole response came.
     *
     * @return the cause, or null where there is a whole response
     */
    public @Nullable Cause observed() {
        return observed;
    }

    /**
     * How long the attempt took.
     *
     * @return the time in nanoseconds
     */
    public long elapsedNanos() {
        return elapsedNanos;
    }

    /**
     * Whether the connection had been used before: its peer may have closed it while it was idle.
     *
     * @return true for a kept connection
     */
    public boolean reusedConnection() {
        return reusedConnection;
    }

    /**
     * Whether a forward proxy of this client read the request.
     *
     * @return true when the answer may be the proxy's own
     */
    public boolean throughForwardProxy() {
        return throughForwardProxy;
    }

    /**
     * What the request asked for.
     *
     * @return its Accept header, possibly empty
     */
    public String accept() {
        return accept;
    }

    /** Collects facts. Not thread-safe. */
    public static final class Builder {
        private final Ending ending;
        private int status;
        private String reason = "";
        private final List<String> fields = new ArrayList<>();
        private byte[] body = NONE;
        private boolean bodySeen = true;
        private @Nullable Cause observed;
        private long elapsedNanos;
        private boolean reusedConnection;
        private boolean throughForwardProxy;
        private String accept = "";

        private Builder(Ending ending) {
            this.ending = ending;
        }

        /**
         * The status line.
         *
         * @param code the status
         * @param phrase the reason phrase, possibly empty
         * @return this
         */
        public Builder status(int code, String phrase) {
            this.status = code;
            this.reason = phrase;
            return this;
        }

        /**
         * One more header field.
         *
         * @param name as it was received
         * @param value as it was received
         * @return this
         */
        public Builder field(String name, String value) {
            fields.add(name);
            fields.add(value);
            return this;
        }

        /**
         * The body; what is over the bound is left out.
         *
         * @param content the decoded body or its beginning
         * @return this
         */
        public Builder body(byte[] content) {
            this.body = content.length <= MAX_BODY_BYTES ? content : Arrays.copyOf(content, MAX_BODY_BYTES);
            return this;
        }

        /**
         * The body is not known: nothing is concluded from its absence.
         *
         * @return this
         */
        public Builder bodyUnseen() {
            this.bodySeen = false;
            return this;
        }

        /**
         * What this process saw for itself.
         *
         * @param cause the cause, or null where there is a whole response
         * @return this
         */
        public Builder observed(@Nullable Cause cause) {
            this.observed = cause;
            return this;
        }

        /**
         * How long the attempt took.
         *
         * @param nanos the time in nanoseconds
         * @return this
         */
        public Builder elapsedNanos(long nanos) {
            this.elapsedNanos = nanos;
            return this;
        }

        /**
         * How it went out.
         *
         * @param reused whether over a connection that had been used before
         * @param forwardProxy whether a forward proxy of this client read it
         * @return this
         */
        public Builder connection(boolean reused, boolean forwardProxy) {
            this.reusedConnection = reused;
            this.throughForwardProxy = forwardProxy;
            return this;
        }

        /**
         * What was asked for.
         *
         * @param value the request's Accept header, possibly empty
         * @return this
         */
        public Builder accept(String value) {
            this.accept = value;
            return this;
        }

        /**
         * Ends it.
         *
         * @return the facts
         */
        public Facts build() {
            return new Facts(this);
        }
    }
}

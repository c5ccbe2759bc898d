package io.hopguard.client.policy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the client says in its log, and how much of it in an outage: for each target and {@link #window()} the first
 * {@link #linesPerWindow()} lines at WARN and INFO are written, further ones at DEBUG only, and what became of them is summed up
 * in one line at the window's end. Immutable and thread-safe.
 */
public final class LogPolicy {
    private static final Duration LONGEST_WINDOW = Duration.ofHours(1);

    private final boolean enabled;
    private final @Nullable Duration slowAfter;
    private final Duration window;
    private final int linesPerWindow;

    private LogPolicy(Builder builder) {
        this.enabled = builder.enabled;
        this.slowAfter = builder.slowAfter;
        this.window = builder.window;
        this.linesPerWindow = builder.linesPerWindow;
    }

    /**
     * Starts from the defaults.
     *
     * @return a builder, not thread-safe
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Whether lines about calls and states are written.
     *
     * @return the value, by default on
     */
    public boolean enabled() {
        return enabled;
    }

    /**
     * From when on an answered call is slow enough for a line at INFO.
     *
     * @return the time, or null for half of what the call was allowed, the default
     */
    public @Nullable Duration slowAfter() {
        return slowAfter;
    }

    /**
     * How long lines about one target are counted together.
     *
     * @return the time, by default 10 s
     */
    public Duration window() {
        return window;
    }

    /**
     * How many lines about one target are written in a window.
     *
     * @return the lines, by default 5
     */
    public int linesPerWindow() {
        return linesPerWindow;
    }

    /**
     * Checks each value by itself.
     *
     * @param problems takes what is wrong
     */
    public void check(Problems problems) {
        if (slowAfter != null) {
            problems.requirePositive("logs.slowAfter", slowAfter);
        }
        problems.requirePositive("logs.window", window);
        problems.require(window.compareTo(LONGEST_WINDOW) <= 0, "logs.window", window, "must not be more than an hour");
        problems.requireAtLeast("logs.linesPerWindow", linesPerWindow, 0);
    }

    /** Collects the values of a {@link LogPolicy}. Not thread-safe. */
    public static final class Builder {
        private boolean enabled = true;
        private @Nullable Duration slowAfter;
        private Duration window = Duration.ofSeconds(10);
        private int linesPerWindow = 5;

        private Builder() {}

        /**
         * Whether lines about calls and states are written.
         *
         * @param value the value, by default on
         * @return this
         */
        public Builder enabled(boolean value) {
            this.enabled = value;
            return this;
        }

        /**
         * From when on an answered call is slow enough for a line at INFO.
         *
         * @param value the time, more than 0; by default half of what the call was allowed
         * @return this
         */
        public Builder slowAfter(Duration value) {
            this.slowAfter = value;
            return this;
        }

        /**
         * How long lines about one target are counted together.
         *
         * @param value the time, more than 0 and at most an hour, by default 10 s
         * @return this
         */
        public Builder window(Duration value) {
            this.window = value;
            return this;
        }

        /**
         * How many lines about one target are written in a window.
         *
         * @param value the lines, by default 5; 0 leaves the summaries only
         * @return this
         */
        public Builder linesPerWindow(int value) {
            this.linesPerWindow = value;
            return this;
        }

        /**
         * Switches the lines about calls and states off.
         *
         * @return this
         */
        public Builder off() {
            return enabled(false);
        }

        /**
         * Ends it; the values are checked when the client is built.
         *
         * @return the policy
         */
        public LogPolicy build() {
            return new LogPolicy(this);
        }
    }
}

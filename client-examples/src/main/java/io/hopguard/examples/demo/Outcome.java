package io.hopguard.examples.demo;

import org.jspecify.annotations.Nullable;

/**
 * How a call went.
 *
 * @param phase in which it was due
 * @param dueNanos when it was due, on the clock of {@link System#nanoTime()}
 * @param endNanos when it was over
 * @param result what came of it
 * @param failure what it failed with, or null when it handed out an order
 */
record Outcome(
        int phase,
        long dueNanos,
        long endNanos,
        Result result,
        @Nullable Failure failure) {
    /** What a call can come to. */
    enum Result {
        RIGHT,
        WRONG,
        FAILED
    }

    /**
     * What an exception said.
     *
     * @param type its class
     * @param message its message
     */
    record Failure(String type, String message) {
        static Failure of(Exception exception) {
            return new Failure(exception.getClass().getSimpleName(), String.valueOf(exception.getMessage()));
        }
    }

    /** From when it was due, so that a client that lags behind cannot hide it. */
    long elapsedNanos() {
        return endNanos - dueNanos;
    }
}

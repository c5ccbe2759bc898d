package io.hopguard.examples.doctor;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Judges whether a connection can be used twice. */
final class KeepAliveCheck {
    private KeepAliveCheck() {}

    static boolean saysClose(Trial trial) {
        String connection = String.join(",", trial.headers().all("Connection")).toLowerCase(Locale.ROOT);
        return connection.contains("close");
    }

    /**
     * Judges the second request.
     *
     * @param first what came of the request before it
     * @param second what came of it, or null where the server had said that it closes
     */
    static Step of(Trial first, @Nullable Trial second) {
        if (second == null) {
            return step(Result.OK, "the server closes each connection, and says so (Connection: close)", 0);
        }
        if (second.failure() != null) {
            return step(Result.FAIL, "a second request failed: " + second.outcome(), second.nanos());
        }
        if (first.succeeded() && !second.succeeded()) {
            return step(
                    Result.FAIL,
                    "a second request had " + second.outcome() + ", after " + first.outcome() + " for the first",
                    second.nanos());
        }
        return second.reused()
                ? step(Result.OK, "a second request went over the same connection", second.nanos())
                : step(Result.WARN, "the server closed the connection without saying so", second.nanos());
    }

    private static Step step(Result result, String summary, long nanos) {
        return new Step(Check.KEEP_ALIVE, result, summary, List.of(), nanos);
    }
}

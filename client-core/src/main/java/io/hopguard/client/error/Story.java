package io.hopguard.client.error;

import java.util.Locale;

/** The one line that tells how a call went. */
final class Story {
    private Story() {}

    static String of(FailureDetails details) {
        if (details.method() == null) {
            return details.summary();
        }
        StringBuilder line = new StringBuilder(160)
                .append(details.method())
                .append(' ')
                .append(details.target())
                .append(" failed");
        int attempts = details.attempts().size();
        if (attempts > 0) {
            line.append(" after ").append(attempts).append(attempts == 1 ? " attempt" : " attempts");
        }
        if (details.totalNanos() > 0) {
            line.append(" in ")
                    .append(time(details.elapsedNanos()))
                    .append(" of ")
                    .append(time(details.totalNanos()));
        }
        if (attempts > 0) {
            appendAttempts(line, details);
        }
        if (attempts == 0
                || (details.response() == null || details.phase() == Phase.DECODE) && !endsWithSummary(details)) {
            line.append(": ").append(details.summary());
        }
        return appendEnd(line, details).toString();
    }

    private static boolean endsWithSummary(FailureDetails details) {
        Attempt last = details.attempts().get(details.attempts().size() - 1);
        return last.failure() != null && last.toString().contains(details.summary());
    }

    private static void appendAttempts(StringBuilder line, FailureDetails details) {
        line.append(" [");
        Attempt before = null;
        for (Attempt attempt : details.attempts()) {
            if (attempt.number() == 1 && before != null) {
                // Only 401 makes a token be renewed, and it is no redirect.
                line.append(
                        "unauthorized".equals(before.code()) || before.status() == 401
                                ? "; new token; "
                                : "; redirected; ");
            }
            before = attempt;
            if (attempt.number() > 1) {
                line.append("; wait ").append(time(attempt.waited().toNanos())).append("; ");
            }
            line.append(attempt);
        }
        line.append(']');
    }

    private static StringBuilder appendEnd(StringBuilder line, FailureDetails details) {
        if (details.gaveUp() != null) {
            line.append("; ").append(details.gaveUp().words());
        }
        if (details.response() != null && details.retryAfterNanos() >= 0) {
            line.append("; Retry-After ").append(time(details.retryAfterNanos()));
        }
        if (details.outcomeUnknown()) {
            line.append("; the outcome is unknown, the request may have been applied");
        }
        if (details.retryBudget() != null) {
            line.append("; retry budget ").append(details.retryBudget());
        }
        return line;
    }

    /** Milliseconds below a second, otherwise seconds; trailing zeros cut. */
    static String time(long nanos) {
        if (nanos < 1_000_000_000L) {
            return Math.max(0, Math.round(nanos / 1e6)) + " ms";
        }
        String seconds = String.format(Locale.ROOT, "%.3f", nanos / 1e9);
        return seconds.replaceAll("\\.?0+$", "") + " s";
    }
}

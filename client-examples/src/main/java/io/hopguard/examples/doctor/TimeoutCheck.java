package io.hopguard.examples.doctor;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads times as evidence: a failure after exactly so many seconds is somebody's default. */
final class TimeoutCheck {
    private static final List<String> HEADERS = List.of("Connection", "Keep-Alive", "Retry-After");

    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final int TOLERANCE_PERCENT = 5;

    /** Of ten seconds five percent would take in everything. */
    private static final long MOST_TOLERANCE_NANOS = 100_000_000L;

    private TimeoutCheck() {}

    static Step of(List<Trial> trials, long ownLimitNanos) {
        List<String> details = new ArrayList<>();
        String found = null;
        for (Trial trial : trials) {
            String words = words(trial, ownLimitNanos);
            if (!words.isEmpty()) {
                details.add(words);
                found = found == null ? words : found;
            }
        }
        found = found == null ? roundTime(trials) : found;
        trials.stream().filter(Trial::answered).findFirst().ifPresent(trial -> headers(trial, details));
        Result result = found == null ? Result.OK : Result.WARN;
        String summary = found == null ? "no attempt failed at a time that is known as a limit" : found;
        return new Step(Check.TIMEOUTS, result, summary, details, 0);
    }

    private static String words(Trial trial, long ownLimitNanos) {
        if (trial.succeeded()) {
            return "";
        }
        if (trial.endedByOwnLimit()) {
            return "attempt " + trial.number() + " was ended by this program's own limit of "
                    + Words.time(ownLimitNanos) + "; a longer --timeout shows who else gives up";
        }
        long waited = trial.waitedNanos();
        KnownLimit limit = KnownLimit.near(waited);
        return limit == null
                ? ""
                : "attempt " + trial.number() + " failed after " + Words.time(waited) + ", and " + limit.seconds()
                        + " s is a known limit: " + limit.whose();
    }

    /** A limit that somebody has set is seldom a default, but mostly round; null where not every attempt ended at the same one. */
    private static @Nullable String roundTime(List<Trial> trials) {
        if (trials.isEmpty() || trials.stream().anyMatch(trial -> trial.succeeded() || trial.endedByOwnLimit())) {
            return null;
        }
        long first = trials.get(0).waitedNanos();
        long round = (first + SECOND_NANOS / 2) / SECOND_NANOS * SECOND_NANOS;
        long tolerance = Math.min(round / 100 * TOLERANCE_PERCENT, MOST_TOLERANCE_NANOS);
        boolean all = trials.stream().allMatch(trial -> Math.abs(trial.waitedNanos() - round) <= tolerance);
        return round == 0 || !all
                ? null
                : RequestCheck.howMany(trials) + " failed after " + Words.time(first)
                        + ": no known default, but so round a time is mostly a timeout of " + round / SECOND_NANOS
                        + " s that somebody has set";
    }

    private static void headers(Trial trial, List<String> details) {
        for (String name : HEADERS) {
            String value = trial.headers().first(name);
            if (value != null) {
                details.add(name + ": " + Masks.header(name, value));
            }
        }
    }
}

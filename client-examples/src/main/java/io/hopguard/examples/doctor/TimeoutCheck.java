package io.hopguard.examples.doctor;

import io.hopguard.client.error.Phase;
import java.util.ArrayList;
import java.util.List;

/** Reads times as evidence: a failure after exactly so many seconds is somebody's default. */
final class TimeoutCheck {
    private static final List<String> HEADERS = List.of("Connection", "Keep-Alive", "Retry-After");

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
        long waited = Math.max(trial.nanosIn(Phase.RESPONSE), trial.nanosIn(Phase.BODY));
        KnownLimit limit = KnownLimit.near(waited);
        return limit == null
                ? ""
                : "attempt " + trial.number() + " failed after " + Words.time(waited) + ", and " + limit.seconds()
                        + " s is a known limit: " + limit.whose();
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

package io.hopguard.examples.doctor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.stream.Collectors;

/** Judges what came of the request. */
final class RequestCheck {
    private static final int MOST_OUTCOMES = 3;

    private RequestCheck() {}

    static Step of(List<Trial> trials) {
        List<String> details = new ArrayList<>();
        Map<String, Integer> told = new HashMap<>();
        for (Trial trial : trials) {
            String blame = trial.succeeded() ? "" : trial.blame();
            Integer before = blame.isEmpty() ? null : told.putIfAbsent(blame, trial.number());
            details.add(trial.words() + (before == null ? "" : "; same diagnosis as attempt " + before));
            if (before == null && !blame.isEmpty()) {
                details.add(trial.number() + ": " + blame);
            }
        }
        long nanos = trials.stream().mapToLong(Trial::nanos).sum();
        long failed = failed(trials);
        Result result = failed > 0 ? Result.FAIL : differ(trials) ? Result.WARN : Result.OK;
        return new Step(Check.REQUEST, result, summary(trials, failed), details, nanos);
    }

    private static String summary(List<Trial> trials, long failed) {
        if (failed > 0) {
            return howMany(trials) + " failed: " + outcomes(trials);
        }
        LongSummaryStatistics times = trials.stream().mapToLong(Trial::nanos).summaryStatistics();
        String took = trials.size() == 1
                ? Words.time(times.getMax())
                : Words.time(times.getMin()) + " to " + Words.time(times.getMax());
        String what = differ(trials)
                ? "attempts have different statuses"
                : "status " + trials.get(0).status();
        return Words.count(trials.size(), "attempt", "attempts") + ", " + what + ", " + took + redirect(trials);
    }

    /** How they failed, each way once. */
    static String outcomes(List<Trial> trials) {
        return trials.stream()
                .filter(trial -> !trial.succeeded())
                .map(Trial::outcome)
                .distinct()
                .limit(MOST_OUTCOMES)
                .collect(Collectors.joining("; "));
    }

    /** For example: 1 of 3 attempts. */
    static String howMany(List<Trial> trials) {
        long failed = failed(trials);
        if (trials.size() == 1) {
            return "the attempt";
        }
        return failed == trials.size() ? "all " + failed + " attempts" : failed + " of " + trials.size() + " attempts";
    }

    private static String redirect(List<Trial> trials) {
        String location = trials.get(0).headers().first("Location");
        return location == null ? "" : ", not followed to " + Masks.header("Location", location);
    }

    static long failed(List<Trial> trials) {
        return trials.stream().filter(trial -> !trial.succeeded()).count();
    }

    private static boolean differ(List<Trial> trials) {
        return trials.stream().mapToInt(Trial::status).distinct().count() > 1;
    }
}

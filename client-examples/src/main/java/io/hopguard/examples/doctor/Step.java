package io.hopguard.examples.doctor;

import java.util.List;

/**
 * One item of the checklist, done.
 *
 * @param check which
 * @param result what it came to
 * @param summary what was seen, in one line
 * @param details what else was seen, a line each
 * @param nanos how long it took, in nanoseconds
 */
record Step(Check check, Result result, String summary, List<String> details, long nanos) {
    Step {
        details = List.copyOf(details);
    }

    static Step skipped(Check check, String why) {
        return new Step(check, Result.SKIPPED, why, List.of(), 0);
    }

    Step taking(long elapsedNanos) {
        return new Step(check, result, summary, details, elapsedNanos);
    }
}

package io.hopguard.client.internal.observe;

import io.hopguard.client.error.Attempt;
import java.util.Objects;

/**
 * How an attempt ended that was no plain success.
 *
 * @param outcome the status class, or the failure's code
 * @param status the status, or {@code none}
 * @param diagnosis who answered and why
 */
record AttemptTags(String outcome, String status, DiagnosisTags diagnosis) {
    static AttemptTags of(Attempt attempt) {
        int status = attempt.status();
        return new AttemptTags(
                status == 0 ? Objects.requireNonNull(attempt.code()) : StatusTags.nameOf(StatusTags.classOf(status)),
                status == 0 ? StatusTags.NONE : StatusTags.exact(status),
                DiagnosisTags.of(attempt.diagnosis()));
    }

    /** The same for an attempt of which there are too many kinds already. */
    AttemptTags folded() {
        return new AttemptTags(outcome, status, DiagnosisTags.OTHER);
    }
}

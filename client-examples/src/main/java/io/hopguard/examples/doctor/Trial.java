package io.hopguard.examples.doctor;

import io.hopguard.client.diagnosis.Confidence;
import io.hopguard.client.diagnosis.Diagnosis;
import io.hopguard.client.error.Phase;
import io.hopguard.client.error.PhaseTimes;
import io.hopguard.client.http.Headers;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One request and what came of it.
 *
 * @param number counted from 1
 * @param began when it began, by this machine's clock
 * @param nanos how long it took, in nanoseconds
 * @param times where the time went
 * @param phase the last phase it reached
 * @param peer whom it talked to, or null when there was no connection
 * @param status the status, or 0 where no whole response came
 * @param headers the response's headers
 * @param bodyBytes how large the response's body was after decompression, or -1 where no whole one came
 * @param failure what went wrong where no whole response came, or null
 * @param diagnosis which hop broke and why
 */
record Trial(
        int number,
        Instant began,
        long nanos,
        PhaseTimes times,
        Phase phase,
        @Nullable String peer,
        int status,
        Headers headers,
        long bodyBytes,
        @Nullable Failure failure,
        Diagnosis diagnosis) {
    private static final int FIRST_ERROR_STATUS = 400;

    /**
     * What went wrong.
     *
     * @param type the simple name of the exception
     * @param code its code for machines
     * @param words what happened, without secrets
     */
    record Failure(String type, String code, String words) {}

    /** Below 400 whoever answered saw nothing wrong; a redirect is not followed. */
    boolean succeeded() {
        return failure == null && status < FIRST_ERROR_STATUS;
    }

    boolean answered() {
        return status > 0;
    }

    /** Whether it went over a connection that was there before. */
    boolean reused() {
        return answered() && nanosIn(Phase.CONNECT) == 0;
    }

    /** Whether the limit that ended it was the doctor's own. */
    boolean endedByOwnLimit() {
        return failure != null && failure.code().equals("deadline_exceeded");
    }

    long nanosIn(Phase each) {
        Duration spent = times.in(each);
        return spent.toNanos();
    }

    String outcome() {
        return failure == null ? "status " + status : failure.words();
    }

    String words() {
        return number + ": " + outcome() + ", " + Words.time(nanos) + (peer == null ? "" : ", from " + peer);
    }

    /** Who failed, in words, as far as it is known. */
    String blame() {
        if (diagnosis.confidence() == Confidence.NONE) {
            return "";
        }
        String causes =
                String.join(" or ", diagnosis.causes().stream().map(Words::of).toList());
        return Words.of(diagnosis.confidence()) + ": " + causes + "; " + who();
    }

    private String who() {
        String product = diagnosis.product() == null ? "" : " (" + Masks.clean(diagnosis.product()) + ")";
        return switch (diagnosis.answeredBy()) {
            case ORIGIN -> "the application answered" + product;
            case GATEWAY -> "a gateway answered for it" + product;
            case FORWARD_PROXY -> "the forward proxy answered" + product;
            case CLIENT -> "the request never left this process";
            case NETWORK -> "nobody answered";
            case UNKNOWN -> "who answered is not known";
        };
    }
}

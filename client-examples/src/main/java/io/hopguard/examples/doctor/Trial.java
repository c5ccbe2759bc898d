package io.hopguard.examples.doctor;

import io.hopguard.client.diagnosis.Cause;
import io.hopguard.client.diagnosis.Confidence;
import io.hopguard.client.diagnosis.Diagnosis;
import io.hopguard.client.error.Phase;
import io.hopguard.client.error.PhaseTimes;
import io.hopguard.client.http.Headers;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
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
    private static final int MOST_CAUSES = 4;

    /**
     * What went wrong.
     *
     * @param type the simple name of the exception
     * @param code its code for machines
     * @param words what happened, without secrets
     */
    record Failure(String type, String code, String words) {}

    /** Below 400 whoever answered saw nothing wrong, unless something shows that it is no good answer. */
    boolean succeeded() {
        return claimsSuccess() && !hidesFailure();
    }

    /** Whether a good status stands over what is no good answer, such as a cut JSON. */
    boolean hidesFailure() {
        return claimsSuccess() && diagnosis.confidence() != Confidence.NONE;
    }

    /** A redirect is not followed. */
    private boolean claimsSuccess() {
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

    /** How long it waited for what the other side had to do. */
    long waitedNanos() {
        return Math.max(nanosIn(Phase.RESPONSE), nanosIn(Phase.BODY));
    }

    /** The same where something else has shown which of its causes it is. */
    Trial narrowedTo(Cause cause) {
        return succeeded()
                ? this
                : new Trial(
                        number,
                        began,
                        nanos,
                        times,
                        phase,
                        peer,
                        status,
                        headers,
                        bodyBytes,
                        failure,
                        diagnosis.narrowedTo(cause));
    }

    String outcome() {
        return failure != null ? failure.words() : "status " + status + (hidesFailure() ? " that hides a failure" : "");
    }

    String words() {
        return number + ": " + outcome() + ", " + Words.time(nanos) + (peer == null ? "" : ", from " + peer);
    }

    /** Who failed and why, in words, as far as it is known. */
    String blame() {
        return blame(diagnosis.causes().size());
    }

    /** The same where all causes are told elsewhere: a long list of them is told by its beginning. */
    String shortBlame() {
        int causes = diagnosis.causes().size();
        return blame(causes <= MOST_CAUSES ? causes : MOST_CAUSES - 1);
    }

    private String blame(int told) {
        if (diagnosis.confidence() == Confidence.NONE) {
            return "";
        }
        String causes = diagnosis.causes().stream().limit(told).map(Words::of).collect(Collectors.joining(" or "));
        int others = diagnosis.causes().size() - told;
        return Words.of(diagnosis.confidence()) + ": " + causes
                + (others == 0 ? "" : " or " + others + " others (listed under Request)") + "; " + who();
    }

    /** What betrays the failure that a good status hides. */
    String sign() {
        return hidesFailure() && !diagnosis.evidence().isEmpty()
                ? " (" + Masks.clean(diagnosis.evidence().get(0).meaning()) + ")"
                : "";
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

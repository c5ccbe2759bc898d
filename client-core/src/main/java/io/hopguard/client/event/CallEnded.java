package io.hopguard.client.event;

import io.hopguard.client.diagnosis.Diagnosis;
import io.hopguard.client.error.Attempt;
import io.hopguard.client.error.GaveUp;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call ended: answered, whatever the status, or failed. The body of a streamed response is yet to be read then; its end is told by
 * {@link StreamEnded} or {@link StreamLost}.
 *
 * @param subject the call
 * @param status the status of the last response, or 0 when the call failed without one
 * @param failure why there was no answer to hand out, or null when there was one, also with a status such as 503
 * @param elapsed how long it took, waits and turning the body into a value included
 * @param attempts what was tried, in order; empty when no attempt was begun
 * @param diagnosis which hop broke and why; {@link Diagnosis#unknown()} where the evidence does not say, and after a success
 * @param gaveUp why it was not tried again, or null when the question did not arise
 */
public record CallEnded(
        EventSubject subject,
        int status,
        @Nullable EventFailure failure,
        Duration elapsed,
        List<Attempt> attempts,
        Diagnosis diagnosis,
        @Nullable GaveUp gaveUp)
        implements CallEvent {

    /**
     * Keeps a copy of the attempts.
     *
     * @param subject the call
     * @param status the status of the last response, or 0
     * @param failure why there was no answer to hand out, or null
     * @param elapsed how long it took
     * @param attempts what was tried, in order
     * @param diagnosis which hop broke and why
     * @param gaveUp why it was not tried again, or null
     */
    public CallEnded {
        attempts = List.copyOf(attempts);
    }

    /**
     * Whether the caller got a good answer.
     *
     * @return true for a status from 200 to 299 and no failure
     */
    public boolean isSuccess() {
        return failure == null && status >= 200 && status < 300;
    }
}

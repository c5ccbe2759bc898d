package io.hopguard.client.event;

import io.hopguard.client.error.Attempt;
import java.time.Duration;

/**
 * A call begins to wait before its next attempt.
 *
 * @param subject the call
 * @param failed the attempt that makes a further one necessary
 * @param delay how long the call is going to wait; how long it did is told by {@link WaitOver}
 */
public record RetryScheduled(EventSubject subject, Attempt failed, Duration delay) implements CallEvent {
    /**
     * The attempt that follows.
     *
     * @return its number, counted from 1
     */
    public int nextAttempt() {
        return failed.number() + 1;
    }
}

package io.hopguard.client.event;

import java.time.Duration;

/**
 * A call that waited waits no longer: its time has come, or it was ended.
 *
 * @param subject the call
 * @param kind what it waited for
 * @param waited how long it waited
 */
public record WaitOver(EventSubject subject, Kind kind, Duration waited) implements CallEvent {
    /** What a call waits for. Further ones may be added. */
    public enum Kind {
        /** A place among the calls that may be under way at once. */
        BULKHEAD,
        /** The pause before a further attempt. */
        BACK_OFF
    }
}

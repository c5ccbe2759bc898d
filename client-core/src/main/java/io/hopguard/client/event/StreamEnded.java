package io.hopguard.client.event;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A body that was handed out as a stream is over, after its call: read to its end, closed before, or broken.
 *
 * @param subject the call
 * @param whole whether it was read to its end
 * @param failure why it broke, or null when it was read to its end or closed
 * @param elapsed how long it took, from the head of the response on
 */
public record StreamEnded(
        EventSubject subject, boolean whole, @Nullable EventFailure failure, Duration elapsed) implements CallEvent {}

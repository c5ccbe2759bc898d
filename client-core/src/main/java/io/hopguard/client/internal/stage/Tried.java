package io.hopguard.client.internal.stage;

import io.hopguard.client.error.Attempt;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.AttemptRun;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attempt that has ended: with a response, or with a failure.
 *
 * @param sent whether any byte of the request may have reached the peer
 * @param maybeApplied whether the request may have been applied without us knowing
 * @param before the attempt before it, or null for the first
 */
record Tried(
        AttemptRun run,
        Attempt attempt,
        @Nullable Response response,
        @Nullable HopguardException failure,
        boolean sent,
        boolean maybeApplied,
        @Nullable Tried before) {

    /** All attempts up to this one, in order. */
    List<Tried> all() {
        Deque<Tried> story = new ArrayDeque<>(1);
        for (Tried each = this; each != null; each = each.before) {
            story.addFirst(each);
        }
        return List.copyOf(story);
    }
}

package io.hopguard.client.internal.kernel;

import io.hopguard.client.error.CallCancelledException;
import io.hopguard.client.error.DeadlineExceededException;
import io.hopguard.client.error.FailureDetails;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.Phase;
import io.hopguard.client.http.Request;
import org.jspecify.annotations.Nullable;

/** Failures that are read off the call's own state, never off an exception's type or message. */
public final class Failures {
    private Failures() {}

    /** Why the call ended although nothing failed; null when it has neither been ended nor run out of time. */
    public static @Nullable HopguardException ended(CallControl call, Phase phase, @Nullable Throwable cause) {
        CallControl.End end = call.end();
        return switch (end) {
            case NONE -> call.remainingNanos() <= 0 ? deadline(phase, cause) : null;
            case DEADLINE -> deadline(phase, cause);
            case INTERRUPTED -> cancelled("interrupted", phase, cause);
            case CANCELLED -> cancelled("cancelled", phase, cause);
            case CLOSED -> cancelled("cancelled because the client was closed", phase, cause);
        };
    }

    /** The same failure with other details, and with what is suppressed by it. */
    public static HopguardException retold(HopguardException failure, FailureDetails details) {
        HopguardException retold = failure.retold(details);
        for (Throwable earlier : failure.getSuppressed()) {
            retold.addSuppressed(earlier);
        }
        return retold;
    }

    /** What may be shown of a failure of this request. */
    public static HopguardException shown(HopguardException failure, Request request) {
        String summary = failure.details().summary();
        String shown = request.shown(summary);
        return shown.equals(summary)
                ? failure
                : retold(failure, failure.details().toBuilder().summary(shown).build());
    }

    public static DeadlineExceededException deadline(Phase phase, @Nullable Throwable cause) {
        return new DeadlineExceededException(FailureDetails.of("timed out while " + phase.words(), phase, cause));
    }

    private static CallCancelledException cancelled(String how, Phase phase, @Nullable Throwable cause) {
        return new CallCancelledException(FailureDetails.of(how + " while " + phase.words(), phase, cause));
    }
}

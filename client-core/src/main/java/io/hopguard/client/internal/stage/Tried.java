package io.hopguard.client.internal.stage;

import io.hopguard.client.error.Attempt;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.AttemptRun;
import org.jspecify.annotations.Nullable;

/**
 * One attempt that has ended: with a response, or with a failure.
 *
 * @param sent whether any byte of the request may have reached the peer
 * @param maybeApplied whether the request may have been applied without us knowing
 */
record Tried(
        AttemptRun run,
        Attempt attempt,
        @Nullable Response response,
        @Nullable HopguardException failure,
        boolean sent,
        boolean maybeApplied) {}

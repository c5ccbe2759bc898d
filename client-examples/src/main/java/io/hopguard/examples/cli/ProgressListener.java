package io.hopguard.examples.cli;

import io.hopguard.client.error.Attempt;
import io.hopguard.client.event.AttemptEnded;
import io.hopguard.client.event.BreakerChanged;
import io.hopguard.client.event.RetryScheduled;
import io.hopguard.client.extend.CallListener;
import io.hopguard.examples.cli.Terminal.Colour;

/** Tells of each attempt and each wait as they happen. */
record ProgressListener(Terminal terminal) implements CallListener {

    @Override
    public void attemptEnded(AttemptEnded event) {
        Attempt attempt = event.attempt();
        String what = attempt.status() == 0
                ? String.valueOf(attempt)
                : attempt.number() + ": " + attempt.status() + " in " + Durations.shown(attempt.elapsed());
        terminal.tell(Colour.DIM, "attempt " + what + (attempt.peer() == null ? "" : " from " + attempt.peer()));
    }

    @Override
    public void retryScheduled(RetryScheduled event) {
        terminal.tell(Colour.DIM, "waiting " + Durations.shown(event.delay()));
    }

    @Override
    public void breakerChanged(BreakerChanged event) {
        terminal.tell(Colour.DIM, "circuit breaker of " + event.target() + ": " + event.from() + " -> " + event.to());
    }
}

package io.hopguard.examples.cli;

import io.hopguard.client.error.Attempt;
import io.hopguard.client.extend.CallListener;
import io.hopguard.client.http.Request;
import io.hopguard.examples.cli.Terminal.Colour;
import java.time.Duration;

/** Tells of each attempt and each wait as they happen. */
record ProgressListener(Terminal terminal) implements CallListener {

    @Override
    public void attemptEnded(Request request, Attempt attempt) {
        String what = attempt.status() == 0
                ? String.valueOf(attempt)
                : attempt.number() + ": " + attempt.status() + " in " + Durations.shown(attempt.elapsed());
        terminal.tell(Colour.DIM, "attempt " + what + (attempt.peer() == null ? "" : " from " + attempt.peer()));
    }

    @Override
    public void retryScheduled(Request request, int nextAttempt, Duration delay) {
        terminal.tell(Colour.DIM, "waiting " + Durations.shown(delay));
    }

    @Override
    public void breakerChanged(String target, String from, String to) {
        terminal.tell(Colour.DIM, "circuit breaker of " + target + ": " + from + " -> " + to);
    }
}

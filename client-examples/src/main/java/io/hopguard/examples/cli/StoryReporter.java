package io.hopguard.examples.cli;

import io.hopguard.client.diagnosis.Confidence;
import io.hopguard.client.diagnosis.Diagnosis;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.http.Response;
import io.hopguard.examples.cli.Terminal.Colour;

/** For people: the body on standard output, the story on standard error. */
record StoryReporter(Terminal terminal) implements Reporter {

    @Override
    public void report(CallOutcome outcome) {
        Response response = outcome.response();
        if (response != null) {
            terminal.writeBody(response.bytes());
        }
        RuntimeException failure = outcome.failure();
        if (failure != null) {
            tell(failure);
        } else if (response != null) {
            int attempts = response.attempts().size();
            terminal.tell(
                    Colour.GREEN,
                    outcome.method() + " " + outcome.url() + " answered " + response.status() + " after " + attempts
                            + (attempts == 1 ? " attempt in " : " attempts in ") + Durations.shown(outcome.elapsed()));
        }
    }

    private void tell(RuntimeException failure) {
        terminal.tell(Colour.RED, failure.getClass().getSimpleName() + ": " + failure.getMessage());
        if (failure instanceof HopguardException known) {
            tell(known.diagnosis());
        }
    }

    private void tell(Diagnosis diagnosis) {
        if (diagnosis.confidence() != Confidence.NONE) {
            terminal.tell(Colour.RED, "diagnosis: " + diagnosis);
            diagnosis
                    .evidence()
                    .forEach(found -> terminal.tell(
                            Colour.DIM, "evidence: " + found.field() + " '" + found.value() + "': " + found.meaning()));
        }
        diagnosis.advice().forEach(advice -> terminal.tell(Colour.DIM, "advice: " + advice));
    }
}

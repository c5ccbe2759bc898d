package io.hopguard.examples.cli;

import io.hopguard.client.diagnosis.Cause;
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
            terminal.tell(Colour.RED, failure.getClass().getSimpleName() + ": " + failure.getMessage());
            if (failure instanceof HopguardException known && concerns(known)) {
                tell(outcome.diagnosis());
            }
        } else if (response != null) {
            int attempts = response.attempts().size();
            terminal.tell(
                    Colour.GREEN,
                    outcome.method() + " " + outcome.url() + " answered " + response.status() + " after " + attempts
                            + (attempts == 1 ? " attempt in " : " attempts in ") + Durations.shown(outcome.elapsed()));
            if (!outcome.diagnosis().causes().get(0).equals(Cause.UNKNOWN)) {
                tell(outcome.diagnosis());
            }
        }
    }

    /** What was never tried needs no diagnosis, unless there is one. */
    private static boolean concerns(HopguardException failure) {
        return !failure.attempts().isEmpty() || failure.diagnosis().confidence() != Confidence.NONE;
    }

    private void tell(Diagnosis diagnosis) {
        terminal.tell(Colour.RED, "diagnosis: " + DiagnosisLine.of(diagnosis));
        diagnosis
                .evidence()
                .forEach(found -> terminal.tell(
                        Colour.DIM,
                        oneLine("evidence: " + found.field() + " '" + found.value() + "': " + found.meaning())));
        diagnosis.advice().stream().limit(1).forEach(advice -> terminal.tell(Colour.DIM, oneLine("advice: " + advice)));
    }

    /** What a peer sent must not look like a line of ours. */
    private static String oneLine(String text) {
        return text.replace('\n', '?');
    }
}

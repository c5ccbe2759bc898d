package io.hopguard.examples.doctor;

import io.hopguard.client.diagnosis.Cause;
import java.util.List;

/**
 * One way to the application, examined.
 *
 * @param name {@code target} or {@code direct}
 * @param place where it leads
 * @param resolution what came of resolving the host
 * @param dials what came of connecting to each address
 * @param handshakes what came of shaking hands with each address that could be connected to; none without TLS
 * @param trials what came of the request
 * @param steps the checklist
 */
record Leg(
        String name,
        Place place,
        Resolution resolution,
        List<Dial> dials,
        List<Handshake> handshakes,
        List<Trial> trials,
        List<Step> steps) {

    boolean works() {
        return !trials.isEmpty() && trials.stream().allMatch(Trial::succeeded);
    }

    boolean failed(Check check) {
        return result(check) == Result.FAIL;
    }

    private Result result(Check check) {
        return steps.stream()
                .filter(step -> step.check() == check)
                .map(Step::result)
                .findFirst()
                .orElse(Result.SKIPPED);
    }

    String summary(Check check) {
        return steps.stream()
                .filter(step -> step.check() == check)
                .map(Step::summary)
                .findFirst()
                .orElse("");
    }

    /** The same where something else has shown which of its failures' causes it is. */
    Leg narrowedTo(Cause cause) {
        List<Trial> narrowed =
                trials.stream().map(trial -> trial.narrowedTo(cause)).toList();
        return new Leg(name, place, resolution, dials, handshakes, narrowed, steps);
    }

    long failures() {
        return RequestCheck.failed(trials);
    }
}

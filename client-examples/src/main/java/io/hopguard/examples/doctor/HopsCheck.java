package io.hopguard.examples.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells who passed the answer on. It is a finding, never trouble. */
final class HopsCheck {
    private HopsCheck() {}

    static Step of(List<Trial> trials) {
        Optional<Trial> shown = telling(trials);
        if (shown.isEmpty()) {
            return Step.skipped(Check.HOPS, "no response came that could name its hops");
        }
        Trial trial = shown.get();
        List<String> names = Hops.names(trial);
        List<String> details = new ArrayList<>(Hops.marks(trial.headers()));
        String summary = names.isEmpty()
                ? "no hop names itself" + (details.isEmpty() ? "" : "; the marks are below")
                : "you, " + String.join(", ", names) + ", then the application or further hops";
        return new Step(Check.HOPS, Result.OK, summary, details, 0);
    }

    /** A failed answer tells more of the trouble than a good one. */
    static Optional<Trial> telling(List<Trial> trials) {
        return trials.stream()
                .filter(trial -> trial.headers().size() > 0)
                .min((one, other) -> Boolean.compare(one.succeeded(), other.succeeded()));
    }
}

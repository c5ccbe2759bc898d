package io.hopguard.client.diagnosis;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A diagnosis in the making. Not thread-safe. */
final class Draft {
    private final AnsweredBy answeredBy;
    private final List<Cause> causes;
    private final Confidence confidence;
    private final List<Evidence> evidence = new ArrayList<>();
    private @Nullable String product;

    Draft(AnsweredBy answeredBy, List<Cause> causes, Confidence confidence) {
        this.answeredBy = answeredBy;
        this.causes = causes;
        this.confidence = confidence;
    }

    Draft product(@Nullable String name) {
        this.product = name;
        return this;
    }

    Draft because(@Nullable Evidence seen) {
        if (seen != null) {
            evidence.add(seen);
        }
        return this;
    }

    List<Cause> causes() {
        return causes;
    }

    Diagnosis end(Steps advice, List<String> hops) {
        return new Diagnosis(answeredBy, product, List.copyOf(causes), confidence, List.copyOf(evidence), advice, hops);
    }
}

package io.hopguard.examples.doctor;

import io.hopguard.client.diagnosis.Cause;
import io.hopguard.client.diagnosis.Confidence;
import io.hopguard.client.diagnosis.Diagnosis;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the direct way shows for certain where the gateway's answer allows several causes. */
final class Proof {
    private Proof() {}

    /** The one cause that every failure of the direct way has for certain and the gateway's allow; null where there is none. */
    static @Nullable Cause of(Leg through, Leg direct) {
        List<Trial> failed =
                direct.trials().stream().filter(trial -> !trial.succeeded()).toList();
        Cause cause = failed.isEmpty() ? null : certain(failed.get(0));
        if (cause == null || failed.stream().anyMatch(trial -> certain(trial) != cause)) {
            return null;
        }
        boolean among = through.trials().stream()
                .filter(trial -> !trial.succeeded())
                .map(trial -> trial.diagnosis().causes())
                .anyMatch(causes -> causes.size() > 1 && causes.contains(cause));
        return among ? cause : null;
    }

    /** That this program itself lost patience proves nothing about the gateway. */
    private static @Nullable Cause certain(Trial trial) {
        Diagnosis diagnosis = trial.diagnosis();
        boolean certain = diagnosis.confidence() == Confidence.CERTAIN
                && diagnosis.causes().size() == 1
                && !trial.endedByOwnLimit();
        return certain ? diagnosis.causes().get(0) : null;
    }
}

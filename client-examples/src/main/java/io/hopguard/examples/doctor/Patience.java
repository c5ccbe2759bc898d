package io.hopguard.examples.doctor;

import io.hopguard.examples.doctor.Comparison.Relation;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How long the gateway waited, against how long the application takes directly: an application that answers too late works
 * directly and is yet the trouble.
 *
 * @param relation what follows from the two times
 * @param words the same in words, with the times
 */
record Patience(Relation relation, String words) {
    private static final int FIRST_SERVER_ERROR = 500;

    /** Gateway timeout, and Cloudflare's own. */
    private static final Set<Integer> TIMED_OUT = Set.of(504, 524);

    /** What fails sooner without speaking of a timeout, failed of something else: timeouts are counted in seconds. */
    private static final long SHORTEST_NANOS = 950_000_000L;

    /** Null where nothing speaks of time, or the direct way fails, too. */
    static @Nullable Patience of(Leg through, Leg direct) {
        List<Trial> ended =
                through.trials().stream().filter(Patience::mayHaveGivenUp).toList();
        if (ended.isEmpty() || !direct.works()) {
            return null;
        }
        boolean always = through.failures() == through.trials().size();
        long limit = Words.median(ended.stream().map(Trial::waitedNanos).toList());
        List<Long> waits =
                direct.trials().stream().map(Trial::waitedNanos).sorted().toList();
        // Where only some attempts fail, the slowest of the direct ones may be like them.
        long took = always ? Words.median(waits) : waits.get(waits.size() - 1);
        if (took > limit - limit / 20) {
            return new Patience(
                    Relation.TOO_SLOW,
                    "the application takes " + (always ? "" : "up to ") + Words.time(took)
                            + " directly, the gateway gave up after " + Words.time(limit)
                            + ": it is slow, or the timeout too short");
        }
        return ended.stream().noneMatch(Patience::saysTimeout)
                ? null
                : new Patience(
                        Relation.TIMED_OUT,
                        "the application takes " + (always ? "" : "up to ") + Words.time(took)
                                + " directly, the gateway gave up after " + Words.time(limit)
                                + ": it cannot connect, asks somebody else, or the application is slow now and then");
    }

    private static boolean mayHaveGivenUp(Trial trial) {
        boolean late =
                trial.waitedNanos() >= SHORTEST_NANOS && (!trial.answered() || trial.status() >= FIRST_SERVER_ERROR);
        return !trial.succeeded() && !trial.endedByOwnLimit() && (late || saysTimeout(trial));
    }

    private static boolean saysTimeout(Trial trial) {
        return TIMED_OUT.contains(trial.status());
    }
}

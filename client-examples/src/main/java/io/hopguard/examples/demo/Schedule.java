package io.hopguard.examples.demo;

import java.time.Duration;
import java.util.List;

/**
 * What goes wrong, and when.
 *
 * @param length how long the whole run is
 * @param phases what happens, in order; their shares add up to 1
 */
record Schedule(Duration length, List<Phase> phases) {

    /** A minute in which an application is restarted, becomes shaky, dies and comes back; told within the given time. */
    static Schedule badMinute(Duration length) {
        return new Schedule(
                length,
                List.of(
                        new Phase("healthy", 0.15, Trouble.NONE),
                        new Phase("restart", 0.05, Trouble.DOWN),
                        new Phase("healthy again", 0.15, Trouble.NONE),
                        new Phase("shaky", 0.25, new Trouble(true, 0.04, 0.04)),
                        new Phase("outage", 0.25, Trouble.DOWN),
                        new Phase("recovered", 0.15, Trouble.NONE)));
    }

    /** When a phase begins, counted from the start of the run. */
    long startNanos(int phase) {
        double before =
                phases.subList(0, phase).stream().mapToDouble(Phase::share).sum();
        return Math.round(length.toNanos() * before);
    }

    /** Which phase it is at a time counted from the start; the last one ever after. */
    int phaseAt(long elapsedNanos) {
        int phase = 0;
        while (phase + 1 < phases.size() && elapsedNanos >= startNanos(phase + 1)) {
            phase++;
        }
        return phase;
    }
}

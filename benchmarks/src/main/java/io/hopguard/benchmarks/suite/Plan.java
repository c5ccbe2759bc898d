package io.hopguard.benchmarks.suite;

import io.hopguard.benchmarks.peer.PeerKind;
import java.util.ArrayList;
import java.util.List;

/**
 * What is run, in which order: a round is one fork of each peer in one mode, so that whatever else the machine does meets all
 * of them alike. The rounds that matter least come last: they are left out when there is no time for them.
 *
 * @param rounds in the order in which they are run
 * @param peers each round's forks, in this order
 * @param lengths how long each fork takes
 */
record Plan(List<Mode> rounds, List<PeerKind> peers, Lengths lengths) {
    private static final List<Mode> ONE_OF_EACH =
            List.of(Mode.GET_1, Mode.POST_1, Mode.GET_2, Mode.GET_16, Mode.GET_16_VIRTUAL);
    private static final List<Mode> MORE = List.of(
            Mode.GET_1,
            Mode.GET_1,
            Mode.GET_16,
            Mode.GET_1,
            Mode.GET_1,
            Mode.POST_1,
            Mode.GET_16_VIRTUAL,
            Mode.GET_2,
            Mode.GET_16);

    /**
     * JMH's iterations.
     *
     * @param warmUps iterations that are not counted
     * @param measured iterations that are
     * @param iterationMillis the length of each
     */
    record Lengths(int warmUps, int measured, int iterationMillis) {
        static final Lengths WHOLE = new Lengths(5, 3, 500);
        static final Lengths QUICK = new Lengths(2, 2, 200);
    }

    static Plan of(boolean quick, boolean virtualThreads, List<PeerKind> peers) {
        List<Mode> rounds = new ArrayList<>(ONE_OF_EACH);
        if (!quick) {
            rounds.addAll(MORE);
        }
        if (!virtualThreads) {
            rounds.removeIf(Mode::virtual);
        }
        return new Plan(List.copyOf(rounds), peers, quick ? Lengths.QUICK : Lengths.WHOLE);
    }

    int forks() {
        return rounds.size() * peers.size();
    }
}

package io.hopguard.benchmarks.suite;

import io.hopguard.benchmarks.peer.PeerKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What is run, in which order: a round is one fork of each peer in one mode, so that whatever else the machine does meets all
 * of them alike. The rounds that matter least come last: they are left out when the machine needs longer than was expected.
 *
 * @param rounds in the order in which they are run
 * @param peers each round's forks, in this order
 * @param lengths how long each fork takes
 * @param outageCalls calls that each client makes in the outage
 * @param crowd whether there is one
 */
record Plan(List<Mode> rounds, List<PeerKind> peers, Lengths lengths, int outageCalls, boolean crowd) {
    static final int OUTAGE_PER_SECOND = 100;

    /** Warming up, beginning one after the other, and until the last call has ended: the most patient client has 15 s. */
    private static final int OUTAGE_AROUND_SECONDS = 45;

    private static final int CROWD_SECONDS = 35;
    private static final int GUARDS = 3;
    private static final List<Mode> ONE_OF_EACH =
            List.of(Mode.GET_1, Mode.POST_1, Mode.GET_2, Mode.GET_16, Mode.GET_16_VIRTUAL);
    private static final List<Mode> ALL = List.of(
            Mode.GET_1,
            Mode.POST_1,
            Mode.GET_2,
            Mode.GET_16,
            Mode.GET_16_VIRTUAL,
            Mode.GET_1,
            Mode.GET_1,
            Mode.GET_1,
            Mode.GET_1,
            Mode.GET_16,
            Mode.POST_1);

    /**
     * JMH's iterations.
     *
     * @param warmUps iterations that are not counted
     * @param measured iterations that are
     * @param iterationMillis the length of each
     */
    record Lengths(int warmUps, int measured, int iterationMillis) {
        static final Lengths WHOLE = new Lengths(4, 3, 500);
        static final Lengths SHORT = new Lengths(4, 3, 300);
        static final Lengths QUICK = new Lengths(2, 2, 200);

        /** A JVM that starts, makes a client, and collects its garbage between iterations. */
        private static final int AROUND_MILLIS = 1_200;

        long forkMillis() {
            return AROUND_MILLIS + (long) (warmUps + measured) * iterationMillis;
        }
    }

    /** The longest that fits; the quick one where none does. */
    static Plan within(Duration limit, boolean virtualThreads, List<PeerKind> peers) {
        List<Plan> plans = List.of(
                new Plan(ALL, peers, Lengths.WHOLE, 1_000, true),
                new Plan(ALL, peers, Lengths.SHORT, 1_000, true),
                new Plan(ONE_OF_EACH, peers, Lengths.WHOLE, 1_000, true),
                new Plan(ONE_OF_EACH, peers, Lengths.QUICK, 1_000, true));
        return plans.stream()
                .map(plan -> virtualThreads ? plan : plan.withoutVirtualThreads())
                .filter(plan -> plan.expected().compareTo(limit) <= 0)
                .findFirst()
                .orElseGet(() -> quick(virtualThreads, peers));
    }

    /** One short fork of each, a short outage, no crowd. */
    static Plan quick(boolean virtualThreads, List<PeerKind> peers) {
        Plan plan = new Plan(ONE_OF_EACH, peers, Lengths.QUICK, 200, false);
        return virtualThreads ? plan : plan.withoutVirtualThreads();
    }

    private Plan withoutVirtualThreads() {
        List<Mode> left = new ArrayList<>(rounds);
        left.removeIf(Mode::virtual);
        return new Plan(List.copyOf(left), peers, lengths, outageCalls, false);
    }

    int forks() {
        return rounds.size() * peers.size();
    }

    /** How long all of it takes where nothing else runs. */
    Duration expected() {
        return outageExpected()
                .plusSeconds(crowd ? CROWD_SECONDS : 0)
                .plusMillis((forks() + GUARDS) * lengths.forkMillis());
    }

    Duration outageExpected() {
        return Duration.ofSeconds(OUTAGE_AROUND_SECONDS + outageCalls / OUTAGE_PER_SECOND);
    }

    Duration crowdExpected() {
        return Duration.ofSeconds(CROWD_SECONDS);
    }
}

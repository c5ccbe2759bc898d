package io.hopguard.examples.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares the way through the gateway with the direct one.
 *
 * @param relation how the two are to each other
 * @param words the same in words
 * @param differences what was seen, a line each
 */
record Comparison(Relation relation, String words, List<String> differences) {
    private static final long NOTABLE_NANOS = 100_000_000L;
    private static final int NOTABLE_TENTHS = 15;

    enum Relation {
        ONLY_THROUGH_FAILS(
                Result.FAIL,
                "works directly and fails through the gateway: the trouble lies between, not in the application"),
        SOMETIMES_THROUGH_FAILS(
                Result.FAIL,
                "worked directly each time and failed through the gateway sometimes: the trouble probably lies between;"
                        + " more --attempts make that surer"),
        TOO_SLOW(Result.FAIL, "takes longer directly than the gateway waits"),
        TIMED_OUT(Result.FAIL, "answers in time directly, and yet the gateway gave up waiting"),
        BOTH_FAIL(Result.FAIL, "fails in both ways: look at the application, or at what both ways share"),
        ONLY_DIRECT_FAILS(
                Result.WARN,
                "works through the gateway and fails directly: the gateway answers from elsewhere (another upstream, a cache),"
                        + " or the direct URL is not the same thing"),
        SLOWER(Result.WARN, "works in both ways, but slower through the gateway"),
        DIFFERENT(Result.WARN, "works in both ways, but the answers differ"),
        SAME(Result.OK, "the same in both ways");

        private final Result result;
        private final String words;

        Relation(Result result, String words) {
            this.result = result;
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    static Comparison of(Leg through, Leg direct) {
        if (!through.works() || !direct.works()) {
            return failed(through, direct);
        }
        List<String> differences = new ArrayList<>();
        boolean differ = compareAnswers(through.trials().get(0), direct.trials().get(0), differences);
        long here = median(through.trials());
        long there = median(direct.trials());
        boolean slower = here - there > NOTABLE_NANOS && here > there / 10 * NOTABLE_TENTHS;
        differences.add(times(here, there) + (slower ? ": slower by " + Words.time(here - there) : ""));
        Relation relation = differ ? Relation.DIFFERENT : slower ? Relation.SLOWER : Relation.SAME;
        return new Comparison(relation, relation.words, differences);
    }

    /** The times are compared before anybody is acquitted. */
    private static Comparison failed(Leg through, Leg direct) {
        List<String> differences = new ArrayList<>(List.of(outcome("through", through), outcome("direct", direct)));
        if (!through.trials().isEmpty() && !direct.trials().isEmpty()) {
            differences.add(times(median(through.trials()), median(direct.trials())));
        }
        Patience patience = Patience.of(through, direct);
        Relation relation = patience == null ? failure(through, direct) : patience.relation();
        return new Comparison(relation, patience == null ? relation.words : patience.words(), differences);
    }

    /** An application that fails now and then may have been lucky directly, so that is not said as surely. */
    private static Relation failure(Leg through, Leg direct) {
        if (!direct.works()) {
            return through.works() ? Relation.ONLY_DIRECT_FAILS : Relation.BOTH_FAIL;
        }
        return through.failures() < through.trials().size()
                ? Relation.SOMETIMES_THROUGH_FAILS
                : Relation.ONLY_THROUGH_FAILS;
    }

    Step step() {
        return new Step(Check.COMPARISON, relation.result, words, differences, 0);
    }

    private static String outcome(String way, Leg leg) {
        String what = leg.trials().isEmpty()
                ? "was not sent"
                : leg.works()
                        ? "status " + leg.trials().get(0).status()
                        : RequestCheck.howMany(leg.trials()) + " failed: " + RequestCheck.outcomes(leg.trials());
        return way + ": " + what;
    }

    /** Whether what matters differs; what may well differ is only told. */
    private static boolean compareAnswers(Trial through, Trial direct, List<String> differences) {
        boolean status = add("status", String.valueOf(through.status()), String.valueOf(direct.status()), differences);
        boolean type = add("Content-Type", type(through), type(direct), differences);
        add("body size", through.bodyBytes() + " bytes", direct.bodyBytes() + " bytes", differences);
        long more = Math.abs(through.bodyBytes() - direct.bodyBytes());
        boolean size = more > Math.max(through.bodyBytes(), direct.bodyBytes()) / 10;
        only("through the gateway", names(through), names(direct), differences);
        only("directly", names(direct), names(through), differences);
        return status || type || size;
    }

    private static boolean add(String what, String here, String there, List<String> differences) {
        if (here.equals(there)) {
            return false;
        }
        differences.add(what + " " + here + " through the gateway, " + there + " directly");
        return true;
    }

    private static void only(String where, Set<String> here, Set<String> there, List<String> differences) {
        Set<String> only = new TreeSet<>(here);
        only.removeAll(there);
        if (!only.isEmpty()) {
            differences.add("headers only " + where + ": " + Masks.clean(String.join(", ", only)));
        }
    }

    private static Set<String> names(Trial trial) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < trial.headers().size(); i++) {
            names.add(trial.headers().name(i));
        }
        return names;
    }

    private static String type(Trial trial) {
        String type = trial.headers().first("Content-Type");
        return type == null ? "none" : Masks.clean(type);
    }

    private static long median(List<Trial> trials) {
        return Words.median(trials.stream().map(Trial::nanos).toList());
    }

    private static String times(long here, long there) {
        return "median time " + Words.time(here) + " through the gateway, " + Words.time(there) + " directly";
    }
}

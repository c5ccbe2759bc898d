package io.hopguard.benchmarks.outage;

import java.util.List;
import java.util.Locale;

/**
 * Something that Hopguard is to keep.
 *
 * @param promise in words
 * @param found what the runs show
 * @param kept whether that is enough
 */
record Target(String promise, String found, boolean kept) {
    private static final double NEARLY = 0.01;

    static List<Target> all(List<Act> acts) {
        return List.of(
                amplification(acts, "all_502_60s", 1.10),
                amplification(acts, "three_layers", 1.33),
                recovery(acts),
                success(acts, "half_502"),
                success(acts, "one_big_spike"),
                overruns(acts));
    }

    private static Act act(List<Act> acts, String name) {
        return acts.stream()
                .filter(act -> act.scenario().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Target amplification(List<Act> acts, String name, double most) {
        double found = act(acts, name).ours().figures().amplification();
        return new Target(
                String.format(Locale.ROOT, "`%s`: at most %.2f requests for each call", name, most),
                String.format(Locale.ROOT, "%.2f", found),
                found <= most);
    }

    private static Target recovery(List<Act> acts) {
        Figures found = act(acts, "metastable").ours().figures();
        return new Target(
                "`metastable`: goodput is back 10 s after the trigger",
                Column.RECOVERY.shown(found),
                found.recoverySeconds() <= 10);
    }

    private static Target success(List<Act> acts, String name) {
        Act act = act(acts, name);
        Outcome best = Column.SUCCESS.best(act.outcomes());
        Figures ours = act.ours().figures();
        return new Target(
                "`" + name + "`: the most calls succeed, or 1 percentage point fewer",
                Column.SUCCESS.shown(ours) + "; best: " + best.row().name() + ", "
                        + Column.SUCCESS.shown(best.figures()),
                ours.success() >= best.figures().success() - NEARLY);
    }

    private static Target overruns(List<Act> acts) {
        int found =
                acts.stream().mapToInt(act -> act.ours().figures().overruns()).sum();
        return new Target("everywhere: no call ends more than 50 ms after its deadline", found + " calls", found == 0);
    }
}

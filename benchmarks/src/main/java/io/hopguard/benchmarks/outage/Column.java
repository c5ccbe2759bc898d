package io.hopguard.benchmarks.outage;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What is compared. */
enum Column {
    SUCCESS("success", of -> -of.success()),
    P50("p50 ms", Figures::p50Nanos),
    P99("p99 ms", Figures::p99Nanos),
    AMPLIFICATION("requests per call", Figures::amplification),
    WASTED("wasted work", Figures::wasted),
    RECOVERY("recovery", Figures::recoverySeconds),
    OVERRUNS("overruns", Figures::overruns);

    private static final double MILLI = 1_000_000;

    private final String heading;
    private final ToDoubleFunction<Figures> badness;

    Column(String heading, ToDoubleFunction<Figures> badness) {
        this.heading = heading;
        this.badness = badness;
    }

    String heading() {
        return heading;
    }

    String shown(Figures of) {
        return switch (this) {
            case SUCCESS -> percent(of.success(), 1);
            case P50 -> millis(of.p50Nanos());
            case P99 -> millis(of.p99Nanos());
            case AMPLIFICATION -> String.format(Locale.ROOT, "%.2f", of.amplification());
            case WASTED -> percent(of.wasted(), 0);
            case RECOVERY -> of.recoverySeconds() == Figures.NEVER ? "not yet" : of.recoverySeconds() + " s";
            case OVERRUNS -> String.format(Locale.ROOT, "%,d", of.overruns());
        };
    }

    /** The best of them; the first where several are. */
    Outcome best(List<Outcome> outcomes) {
        return outcomes.stream()
                .min(Comparator.comparingDouble(outcome -> badness.applyAsDouble(outcome.figures())))
                .orElseThrow();
    }

    /** Whether one is seen to be better than the other: not only in digits that are not shown. */
    boolean isBetter(Figures one, Figures other) {
        return badness.applyAsDouble(one) < badness.applyAsDouble(other)
                && !shown(one).equals(shown(other));
    }

    private static String percent(double share, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f %%", 100 * share);
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%,.0f", nanos / MILLI);
    }
}

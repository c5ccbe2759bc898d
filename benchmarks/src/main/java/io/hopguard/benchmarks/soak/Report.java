package io.hopguard.benchmarks.soak;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** The figures as text. */
final class Report {
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 100};

    private final StringBuilder text = new StringBuilder();
    private final SoakPlan plan;
    private final Soak.Result result;

    private Report(SoakPlan plan, Soak.Result result) {
        this.plan = plan;
        this.result = result;
    }

    static String of(SoakPlan plan, Soak.Result result, List<Promise> promises) {
        return new Report(plan, result).text(promises);
    }

    private String text(List<Promise> promises) {
        Tally tally = result.tally();
        double seconds = result.nanos() / 1e9;
        line(
                "%,d calls by %d threads, %.1f %% faults, seed %d, after %,d calls to warm up",
                plan.calls(), plan.threads(), plan.faultShare() * 100, plan.seed(), plan.warmUp());
        line(
                "%.1f s, %,.0f calls/s; %,d attempts, %,d retries, the breaker opened %,d times",
                seconds, plan.calls() / seconds, tally.attempts(), tally.retries(), tally.openings());
        line("");
        promises.forEach(promise -> line("%-10s %s: %s", verdict(promise), promise.words(), promise.found()));
        line("");
        line("%-22s%10s%10s%10s%10s%10s%12s", "latency in ms", "p50", "p90", "p99", "p99.9", "max", "calls");
        percentiles("all calls", tally.latency());
        percentiles("ok", tally.okLatency());
        percentiles("past the deadline", tally.late());
        counts("calls by outcome", tally.outcomes());
        counts("calls by kind", tally.kinds());
        counts("at the server, warm-up included", result.server());
        return text.toString();
    }

    private static String verdict(Promise promise) {
        return promise.verdict().name().replace('_', ' ').toLowerCase(Locale.ROOT);
    }

    private void percentiles(String name, Histogram micros) {
        text.append(String.format(Locale.ROOT, "  %-20s", name));
        for (double percentile : PERCENTILES) {
            text.append(String.format(Locale.ROOT, "%10.1f", micros.getValueAtPercentile(percentile) / 1e3));
        }
        line("%,12d", micros.getTotalCount());
    }

    private void counts(String title, Map<String, Long> counts) {
        line("");
        line(title);
        counts.forEach((name, count) -> line("  %-28s %,12d", name.toLowerCase(Locale.ROOT), count));
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}

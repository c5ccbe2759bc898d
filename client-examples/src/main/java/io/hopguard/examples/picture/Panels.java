package io.hopguard.examples.picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Which panels there are. */
final class Panels {
    private static final List<String> OTHERS = List.of("teal", "yellow", "blue", "grey");
    private static final Map<String, String> KNOWN =
            Map.of("2xx", "sky", "5xx", "red", "circuit_open", "purple", "truncated_response", "ink");
    private static final String GOOD = "2xx";
    private static final String SERVER_ERROR = "5xx";

    private final Timeline timeline;
    private final double totalMillis;

    /**
     * For a run.
     *
     * @param totalMillis the budget of each call
     */
    Panels(Timeline timeline, double totalMillis) {
        this.timeline = timeline;
        this.totalMillis = totalMillis;
    }

    List<Diagram> all() {
        return List.of(calls(), failures(), shares(), latency(), causes(), retries(), budget(), breaker());
    }

    private Panel calls() {
        return stacked("Calls per second, by outcome", byWord(Sample::calls));
    }

    /** By themselves: beside all the good ones, a few cannot be seen. */
    private Panel failures() {
        List<Series> some = byWord(Sample::calls);
        some.removeIf(series -> series.name().equals(GOOD));
        return stacked("Failed calls per second, by outcome", some);
    }

    private Panel causes() {
        return stacked("Failed attempts per second, by cause", byWord(Sample::causes));
    }

    private Panel shares() {
        Series errors = new Series(
                "answered 5xx",
                "red",
                timeline.shares(sample -> sample.calls().getOrDefault(SERVER_ERROR, 0.0), Panels::total));
        Series unanswered =
                new Series("without a usable answer", "ink", timeline.shares(Panels::unanswered, Panels::total));
        return panel("Share of calls that failed", Scale.upTo(100, " %"), List.of(), List.of(errors, unanswered));
    }

    private Panel latency() {
        double[] budget = new double[timeline.seconds().length];
        Arrays.fill(budget, totalMillis);
        return panel(
                "Time of calls (refused ones: below 1 ms), and budget",
                Scale.decades(1, 10_000, Scale.MILLIS),
                List.of(),
                List.of(
                        new Series("p50", "teal", timeline.quantiles(0.50)),
                        new Series("p99", "blue", timeline.quantiles(0.99)),
                        new Series("budget", "grey", budget)));
    }

    private Panel retries() {
        Series retries = new Series("retries", "teal", timeline.rates(Sample::retries));
        return panel("Retries per second", Scale.upTo(retries.most(), ""), List.of(retries), List.of());
    }

    private Panel budget() {
        Series budget = new Series("tokens", "blue", timeline.values(Sample::budget));
        return panel(
                "Tokens left in the retry budget", Scale.upTo(budget.most(), ""), List.of(), List.of(budget));
    }

    private Lanes breaker() {
        return new Lanes(
                new Frame("Circuit breaker, looked at every 200 ms", timeline.seconds()),
                Sample.STATES,
                List.of("sky", "yellow", "purple"),
                timeline.all(Sample::breaker));
    }

    /** The good at the bottom, then the others, the most frequent first. */
    private List<Series> byWord(Function<Sample, Map<String, Double>> which) {
        List<Series> all = new ArrayList<>();
        for (String word : timeline.words(which)) {
            double[] rates = timeline.rates(sample -> which.apply(sample).getOrDefault(word, 0.0));
            all.add(new Series(word, "grey", rates));
        }
        all.removeIf(series -> !series.says());
        all.sort(Comparator.comparing((Series series) -> !series.name().equals(GOOD))
                .thenComparing(series -> -Arrays.stream(series.values()).sum()));
        return all;
    }

    private Panel stacked(String title, List<Series> some) {
        List<Series> stack = new ArrayList<>();
        double[] below = new double[timeline.seconds().length];
        int colour = 0;
        for (Series series : some) {
            String known = KNOWN.get(series.name());
            String chosen = known != null ? known : OTHERS.get(Math.min(colour++, OTHERS.size() - 1));
            Series top = new Series(series.name().replace('_', ' '), chosen, series.values()).over(below);
            below = top.values();
            stack.add(top);
        }
        double most = stack.isEmpty() ? 1 : stack.get(stack.size() - 1).most();
        Collections.reverse(stack);
        return panel(title, Scale.upTo(most, ""), stack, List.of());
    }

    private Panel panel(String title, Scale scale, List<Series> filled, List<Series> lines) {
        return new Panel(new Frame(title, timeline.seconds()), scale, filled, lines);
    }

    private static double total(Sample sample) {
        return sample.calls().values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static double unanswered(Sample sample) {
        return sample.calls().entrySet().stream()
                .filter(entry -> !entry.getKey().matches("[1-5]xx|other"))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }
}

package io.hopguard.benchmarks.outage;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One kind of client over all scenarios, each of which weighs the same. */
record Overall(List<Outcome> outcomes) {
    private static final String HEAD = """
            | client | mean success | mean requests per call | most requests per call | overruns |
            |---|--:|--:|--:|--:|
            """;

    static String table(List<Act> acts) {
        return IntStream.range(0, acts.get(0).outcomes().size())
                .mapToObj(i -> new Overall(
                        acts.stream().map(act -> act.outcomes().get(i)).toList()))
                .map(Overall::line)
                .collect(Collectors.joining("", HEAD, ""));
    }

    private String line() {
        String mark = outcomes.get(0).isOurs() ? "**" : "";
        double most = outcomes.stream()
                .mapToDouble(outcome -> outcome.figures().amplification())
                .max()
                .orElseThrow();
        int overruns = outcomes.stream()
                .mapToInt(outcome -> outcome.figures().overruns())
                .sum();
        return String.format(
                Locale.ROOT,
                "| %1$s%2$s%1$s | %1$s%3$.1f %%%1$s | %1$s%4$.2f%1$s | %1$s%5$.2f%1$s | %1$s%6$,d%1$s |\n",
                mark,
                outcomes.get(0).row().name(),
                100 * mean(Figures::success),
                mean(Figures::amplification),
                most,
                overruns);
    }

    private double mean(ToDoubleFunction<Figures> column) {
        return outcomes.stream()
                .mapToDouble(outcome -> column.applyAsDouble(outcome.figures()))
                .average()
                .orElseThrow();
    }
}

package io.hopguard.benchmarks.outage;

import java.util.List;
import java.util.function.Consumer;

/** Scenarios with all kinds of clients, side by side on as many processors as there are: a world of its own for each run. */
final class Play {
    private Play() {}

    static List<Act> of(List<Scenario> scenarios, List<Row> rows, long seed, Consumer<String> progress) {
        return scenarios.stream()
                .map(scenario -> {
                    progress.accept(scenario.name());
                    return new Act(
                            scenario,
                            rows.parallelStream()
                                    .map(row -> new Outcome(row, Run.of(scenario, row, seed)))
                                    .toList());
                })
                .toList();
    }
}

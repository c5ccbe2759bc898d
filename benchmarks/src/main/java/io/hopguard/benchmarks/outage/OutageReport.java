package io.hopguard.benchmarks.outage;

import java.util.List;

public final class OutageReport {
    private OutageReport() {}

    public static void main(String... args) {
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        List<Row> rows = Row.all();
        for (Scenario s : Scenarios.all()) {
            if (args.length > 0 && !s.name().startsWith(args[0])) continue;
            long t = System.nanoTime();
            List<Figures> f = rows.stream().map(r -> Run.of(s, r)).toList();
            System.out.println(
                    "\n" + s.name() + " " + (System.nanoTime() - t) / 1000000 + " ms\n" + TextTable.of(rows, f));
        }
    }
}

package io.hopguard.examples.demo;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes what the exceptions of a contestant said: how often each class came, and its most frequent words in full. */
final class SayingsPrinter {
    private static final int STORIES = 3;

    private final PrintWriter out;

    SayingsPrinter(PrintWriter out) {
        this.out = out;
    }

    void print(Report.Entry entry) {
        out.println();
        out.println("What the exceptions of " + entry.name() + " said:");
        Map<String, List<Saying>> byType = new LinkedHashMap<>();
        for (Saying saying : entry.figures().exceptions()) {
            byType.computeIfAbsent(saying.type(), type -> new ArrayList<>()).add(saying);
        }
        byType.forEach(this::print);
        if (byType.isEmpty()) {
            out.println("  nothing, there were none");
        }
    }

    private void print(String type, List<Saying> sayings) {
        int count = sayings.stream().mapToInt(Saying::count).sum();
        out.printf("  %d x %s%n", count, type);
        for (Saying saying : sayings.subList(0, Math.min(STORIES, sayings.size()))) {
            out.printf("    %d like: %s%n", saying.count(), saying.example());
        }
        if (sayings.size() > STORIES) {
            int others = sayings.stream().skip(STORIES).mapToInt(Saying::count).sum();
            out.printf("    %d with other words%n", others);
        }
    }
}

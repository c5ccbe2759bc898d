package io.hopguard.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hopguard.benchmarks.peer.GuardBenchmark;
import io.hopguard.benchmarks.peer.PeerBenchmark;
import io.hopguard.benchmarks.peer.PeerKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What JMH has written: each entry is one fork. */
final class JmhResults {
    private static final String BYTES = "gc.alloc.rate.norm";

    private final Map<Cell, List<Fork>> peers = new LinkedHashMap<>();
    private final Map<String, List<Fork>> guards = new LinkedHashMap<>();

    private JmhResults() {}

    static JmhResults read(Path json) throws IOException {
        JmhResults results = new JmhResults();
        for (JsonNode entry : new ObjectMapper().readTree(json.toFile())) {
            results.add(entry);
        }
        return results;
    }

    private void add(JsonNode entry) {
        String benchmark = entry.path("benchmark").asText();
        String method = benchmark.substring(benchmark.lastIndexOf('.') + 1);
        if (benchmark.equals(PeerBenchmark.class.getName() + "." + method)) {
            Cell cell = new Cell(
                    PeerKind.valueOf(entry.path("params").path("peer").asText()),
                    method,
                    entry.path("threads").asInt(),
                    entry.path("jvmArgs").toString().contains("jmh.executor=VIRTUAL"));
            peers.computeIfAbsent(cell, any -> new ArrayList<>()).add(fork(entry));
        } else if (benchmark.equals(GuardBenchmark.class.getName() + "." + method)) {
            guards.computeIfAbsent(method, any -> new ArrayList<>()).add(fork(entry));
        }
    }

    private static Fork fork(JsonNode entry) {
        List<Double> scores = new ArrayList<>();
        for (JsonNode fork : entry.path("primaryMetric").path("rawData")) {
            fork.forEach(score -> scores.add(score.asDouble()));
        }
        double bytes = Double.NaN;
        for (Map.Entry<String, JsonNode> metric : entry.path("secondaryMetrics").properties()) {
            if (metric.getKey().endsWith(BYTES)) {
                bytes = metric.getValue().path("score").asDouble();
            }
        }
        return new Fork(scores, bytes);
    }

    /** Null where it was not measured. */
    @Nullable
    Measured peer(PeerKind peer, String operation, int threads, boolean virtual) {
        List<Fork> forks = peers.get(new Cell(peer, operation, threads, virtual));
        return forks == null ? null : new Measured(forks);
    }

    /** By the name of the benchmark. */
    Map<String, Measured> guards() {
        Map<String, Measured> measured = new LinkedHashMap<>();
        guards.forEach((name, forks) -> measured.put(name, new Measured(forks)));
        return measured;
    }

    boolean holds(String operation, int threads, boolean virtual) {
        return peers.keySet().stream()
                .anyMatch(cell ->
                        cell.operation().equals(operation) && cell.threads() == threads && cell.virtual() == virtual);
    }
}

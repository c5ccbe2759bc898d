package io.hopguard.examples.picture;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Samples in order, and what follows from two that are a second apart. */
final class Timeline {
    private static final int WINDOW = 5;
    private static final double NANOS = 1e9;

    private final List<Sample> samples;

    Timeline(List<Sample> samples) {
        this.samples = List.copyOf(samples);
    }

    double[] seconds() {
        return values(sample -> sample.atNanos() / NANOS);
    }

    /** All words that were ever said. */
    Set<String> words(Function<Sample, Map<String, Double>> which) {
        Set<String> words = new TreeSet<>();
        samples.forEach(sample -> words.addAll(which.apply(sample).keySet()));
        return words;
    }

    List<String> all(Function<Sample, String> word) {
        return samples.stream().map(word).toList();
    }

    double[] values(ToDoubleFunction<Sample> value) {
        return samples.stream().mapToDouble(value).toArray();
    }

    /** How much a count grew in a second, over the last one; before the second sample as up to it, else there is a ramp. */
    double[] rates(ToDoubleFunction<Sample> count) {
        return IntStream.range(0, samples.size())
                .map(i -> Math.max(i, Math.min(1, samples.size() - 1)))
                .mapToDouble(i -> growth(i, count) / Math.max(lasted(i), 1e-9))
                .toArray();
    }

    /** How much of what one count grew by in the last second is in the other; NaN when nothing is. */
    double[] shares(ToDoubleFunction<Sample> part, ToDoubleFunction<Sample> whole) {
        return IntStream.range(0, samples.size())
                .mapToDouble(i -> 100 * growth(i, part) / growth(i, whole))
                .toArray();
    }

    /** The time in milliseconds within which so many of the calls of the last second ended; NaN without calls. */
    double[] quantiles(double quantile) {
        return IntStream.range(0, samples.size())
                .mapToDouble(i -> new Buckets(grown(i)).quantile(quantile) * 1_000)
                .toArray();
    }

    private NavigableMap<Double, Double> grown(int i) {
        NavigableMap<Double, Double> before = samples.get(from(i)).latency();
        NavigableMap<Double, Double> grown = new TreeMap<>();
        samples.get(i).latency().forEach((bound, count) -> grown.put(bound, count - before.getOrDefault(bound, 0.0)));
        return grown;
    }

    private double growth(int i, ToDoubleFunction<Sample> count) {
        return count.applyAsDouble(samples.get(i)) - count.applyAsDouble(samples.get(from(i)));
    }

    private double lasted(int i) {
        return (samples.get(i).atNanos() - samples.get(from(i)).atNanos()) / NANOS;
    }

    private static int from(int i) {
        return Math.max(0, i - WINDOW);
    }
}

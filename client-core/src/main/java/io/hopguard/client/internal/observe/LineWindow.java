package io.hopguard.client.internal.observe;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What was to be said about one target for some time, from the first line on, and what of it was said. Not thread-safe. */
final class LineWindow {
    /** What a line is about. */
    enum Sort {
        FAILED,
        /** A call that this client refused: it gets no line of its own, and is summed up. */
        REFUSED,
        RECOVERED,
        SLOW,
        CHANGED
    }

    /**
     * One thing to say.
     *
     * @param wanted whether anybody listens at its level
     * @param kind what it is counted as; of a kind there are few
     * @param words the line, made when it is needed
     */
    record Line(Sort sort, boolean wanted, String kind, Supplier<String> words) {}

    private static final int MAX_KINDS = 50;
    private static final int SHOWN_KINDS = 5;
    private static final String OTHER = "other";

    private final long startNanos;
    private final long lengthNanos;
    private final int most;
    private final Map<Sort, Long> seen = new EnumMap<>(Sort.class);
    private final Map<Sort, Long> told = new EnumMap<>(Sort.class);
    private final Map<String, Long> kinds = new HashMap<>();
    private Supplier<String> last = () -> "";
    private int lines;
    private boolean suppressed;

    LineWindow(long startNanos, long lengthNanos, int most) {
        this.startNanos = startNanos;
        this.lengthNanos = lengthNanos;
        this.most = most;
    }

    boolean isOver(long nowNanos) {
        return nowNanos - startNanos >= lengthNanos;
    }

    /** Counts it; true when it may be said. */
    boolean take(Line line) {
        seen.merge(line.sort, 1L, Long::sum);
        if (line.sort != Sort.RECOVERED && line.sort != Sort.SLOW) {
            kinds.merge(kinds.size() < MAX_KINDS || kinds.containsKey(line.kind) ? line.kind : OTHER, 1L, Long::sum);
            last = line.words;
        }
        boolean says = line.wanted && line.sort != Sort.REFUSED && lines < most;
        if (says) {
            lines++;
            told.merge(line.sort, 1L, Long::sum);
        }
        suppressed |= !says && (line.wanted || line.sort == Sort.REFUSED);
        return says;
    }

    /** Whether there is anything that was not said. */
    boolean hasMore() {
        return suppressed;
    }

    LineSummary summary(long nowNanos) {
        List<Map.Entry<String, Long>> most = kinds.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(SHOWN_KINDS)
                .toList();
        long shown = most.stream().mapToLong(Map.Entry::getValue).sum();
        return new LineSummary(
                count(seen, Sort.FAILED) + count(seen, Sort.REFUSED),
                count(seen, Sort.RECOVERED),
                count(seen, Sort.SLOW),
                count(seen, Sort.CHANGED),
                told.values().stream().mapToLong(Long::longValue).sum(),
                count(told, Sort.FAILED),
                most,
                kinds.values().stream().mapToLong(Long::longValue).sum() - shown,
                last,
                Math.min(nowNanos - startNanos, lengthNanos));
    }

    private static long count(Map<Sort, Long> counts, Sort sort) {
        return counts.getOrDefault(sort, 0L);
    }
}

package io.hopguard.benchmarks.soak;

import io.hopguard.client.event.AttemptEnded;
import io.hopguard.client.event.BreakerChanged;
import io.hopguard.client.event.RetryScheduled;
import io.hopguard.client.extend.CallListener;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Counts what happens; of a bounded size, however long it goes on. Thread-safe. */
final class Tally implements CallListener {
    static final String OK = "ok";

    private static final long MOST_MICROS = 60_000_000;
    private static final int DIGITS = 3;

    private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> kinds = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> strange = new ConcurrentHashMap<>();
    private final LongAdder ended = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder attempts = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LongAdder openings = new LongAdder();
    private final Histogram latency = new ConcurrentHistogram(MOST_MICROS, DIGITS);
    private final Histogram late = new ConcurrentHistogram(MOST_MICROS, DIGITS);
    private final Histogram okLatency = new ConcurrentHistogram(MOST_MICROS, DIGITS);

    void ended(CallKind kind, String outcome, long nanos, long lateNanos) {
        count(outcomes, outcome);
        count(kinds, kind.name());
        ended.increment();
        long micros = Math.min(MOST_MICROS, nanos / 1_000);
        latency.recordValue(micros);
        if (lateNanos > 0) {
            late.recordValue(Math.min(MOST_MICROS, lateNanos / 1_000));
        }
        if (outcome.equals(OK)) {
            okLatency.recordValue(micros);
        } else {
            failed.increment();
        }
    }

    /** Something that must never happen; few words, so that it stays small. */
    void strange(String what) {
        if (strange.size() < 100) {
            count(strange, what);
        }
    }

    /** Forgets what the client said so far, as it does not tell the warm-up from the rest. */
    void startAnew() {
        attempts.reset();
        retries.reset();
        openings.reset();
    }

    private static void count(Map<String, LongAdder> counts, String name) {
        counts.computeIfAbsent(name, unused -> new LongAdder()).increment();
    }

    @Override
    public void attemptEnded(AttemptEnded event) {
        attempts.increment();
    }

    @Override
    public void retryScheduled(RetryScheduled event) {
        retries.increment();
    }

    @Override
    public void breakerChanged(BreakerChanged event) {
        if (event.to().equals("OPEN")) {
            openings.increment();
        }
    }

    long endedCalls() {
        return ended.sum();
    }

    long failedCalls() {
        return failed.sum();
    }

    long attempts() {
        return attempts.sum();
    }

    long retries() {
        return retries.sum();
    }

    long openings() {
        return openings.sum();
    }

    Map<String, Long> outcomes() {
        return sums(outcomes);
    }

    Map<String, Long> kinds() {
        return sums(kinds);
    }

    Map<String, Long> strange() {
        return sums(strange);
    }

    private static Map<String, Long> sums(Map<String, LongAdder> counts) {
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach((name, adder) -> sums.put(name, adder.sum()));
        return sums;
    }

    Histogram latency() {
        return latency;
    }

    /** How far past their deadline those calls ended that ended past it. */
    Histogram late() {
        return late;
    }

    Histogram okLatency() {
        return okLatency;
    }
}

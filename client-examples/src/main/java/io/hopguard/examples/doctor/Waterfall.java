package io.hopguard.examples.doctor;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the bars of attempts lie, all on one scale.
 *
 * @param rows a row for each attempt
 * @param longestNanos what the whole width stands for
 */
record Waterfall(List<Row> rows, long longestNanos) {
    /** The width in units of its own; a page stretches it. */
    static final int WIDTH = 1000;

    /** Narrower bars could not be seen. */
    private static final double LEAST = 3;

    /** Clocks are read at slightly different moments; so little is nobody's. */
    private static final long UNNOTED_NANOS = 200_000;

    /**
     * One attempt.
     *
     * @param leg which way it went
     * @param trial the attempt
     * @param bars its bars, from left to right
     */
    record Row(String leg, Trial trial, List<Bar> bars) {}

    /**
     * One bar.
     *
     * @param segment what the time was spent with
     * @param nanos how much time it was
     * @param x where it begins
     * @param width how wide it is
     */
    record Bar(Segment segment, long nanos, double x, double width) {}

    static Waterfall of(List<Leg> legs) {
        long longest = 1;
        for (Leg leg : legs) {
            for (Trial trial : leg.trials()) {
                longest = Math.max(longest, total(trial));
            }
        }
        List<Row> rows = new ArrayList<>();
        for (Leg leg : legs) {
            for (Trial trial : leg.trials()) {
                rows.add(new Row(leg.name(), trial, bars(trial, longest)));
            }
        }
        return new Waterfall(List.copyOf(rows), longest);
    }

    private static List<Bar> bars(Trial trial, long longest) {
        List<Bar> bars = new ArrayList<>();
        long start = 0;
        for (Segment segment : Segment.values()) {
            long nanos = segment == Segment.OTHER ? trial.nanos() - start : segment.nanosIn(trial);
            if (nanos > (segment == Segment.OTHER ? UNNOTED_NANOS : 0)) {
                double width = Math.max(LEAST, (double) WIDTH * nanos / longest);
                double x = Math.min((double) WIDTH * start / longest, WIDTH - width);
                bars.add(new Bar(segment, nanos, x, width));
                start += nanos;
            }
        }
        return List.copyOf(bars);
    }

    /** The phases may sum up to slightly more than the whole. */
    private static long total(Trial trial) {
        long phases = 0;
        for (Segment segment : Segment.values()) {
            phases += segment.nanosIn(trial);
        }
        return Math.max(phases, trial.nanos());
    }
}

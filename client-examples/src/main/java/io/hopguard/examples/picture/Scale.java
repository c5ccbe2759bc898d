package io.hopguard.examples.picture;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a value is between the bottom and the top of a panel.
 *
 * @param least at the bottom
 * @param most at the top
 * @param logarithmic whether equal distances are equal ratios
 * @param unit what the numbers are
 */
record Scale(double least, double most, boolean logarithmic, String unit) {
    static final String MILLIS = " ms";

    private static final double SECOND = 1_000;
    private static final int LINES = 4;

    /** From 0 to a round number that is not less than this. */
    static Scale upTo(double value, String unit) {
        double step = Math.pow(10, Math.floor(Math.log10(Math.max(value, 1))));
        double most = step;
        for (double factor : new double[] {1, 2, 4, 6, 8, 10}) {
            most = factor * step;
            if (most >= value) {
                break;
            }
        }
        return new Scale(0, Math.max(most, LINES), false, unit);
    }

    static Scale decades(double least, double most, String unit) {
        return new Scale(least, most, true, unit);
    }

    /** 0 at the bottom, 1 at the top. */
    double place(double value) {
        double within = Math.min(Math.max(value, least), most);
        return logarithmic ? Math.log(within / least) / Math.log(most / least) : (within - least) / (most - least);
    }

    /** Where lines are drawn. */
    List<Double> lines() {
        List<Double> lines = new ArrayList<>();
        if (logarithmic) {
            for (double line = least; line <= most; line *= 10) {
                lines.add(line);
            }
        } else {
            for (int i = 0; i <= LINES; i++) {
                lines.add(least + (most - least) * i / LINES);
            }
        }
        return lines;
    }

    /** What is less than the least of a logarithmic scale is drawn at the bottom, too. */
    String label(double line) {
        return (logarithmic && line == least ? "\u2264 " : "") + number(line);
    }

    private String number(double line) {
        if (unit.equals(MILLIS) && line >= SECOND) {
            return Math.round(line / SECOND) + " s";
        }
        String number = line == Math.rint(line) ? String.valueOf((long) line) : String.valueOf(line);
        return number + unit;
    }
}

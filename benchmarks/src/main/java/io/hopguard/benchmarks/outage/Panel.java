package io.hopguard.benchmarks.outage;

import io.hopguard.benchmarks.outage.upstream.Span;
import java.util.Arrays;
import java.util.Locale;

/**
 * One kind of client in a picture.
 *
 * @param name the client's
 * @param course what it did
 * @param trouble while something was wrong
 * @param top the highest value that is drawn
 */
record Panel(String name, Figures.Course course, Span trouble, double top) {
    static final int WIDTH = 272;
    static final int HEIGHT = 142;

    private static final int LEFT = 38;
    private static final int ABOVE = 22;
    private static final int ACROSS = WIDTH - LEFT - 16;
    private static final int DOWN = 84;

    String svg() {
        int bottom = ABOVE + DOWN;
        StringBuilder svg = new StringBuilder();
        int peak = Arrays.stream(course.load()).max().orElse(0);
        svg.append(Picture.text("name", LEFT, 14, name + (peak > top ? ", up to " + peak + "/s" : "")));
        double from = across(trouble.fromSeconds());
        svg.append(String.format(
                Locale.ROOT,
                "<rect class=\"band\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>\n",
                from,
                ABOVE,
                Math.max(1, across(trouble.toSeconds()) - from),
                DOWN));
        svg.append("<path class=\"load\" d=\"" + steps(course.load()) + "V" + bottom + "H" + LEFT + "Z\"/>\n");
        svg.append("<path class=\"offered line\" d=\"" + steps(course.calls()) + "\"/>\n");
        svg.append("<path class=\"good line\" d=\"" + steps(course.good()) + "\"/>\n");
        svg.append(axis(0)).append(axis(top));
        for (int second = 0; second <= course.calls().length; second += 20) {
            svg.append(Picture.text("tick", across(second) - 4, bottom + 14, second + (second == 0 ? " s" : "")));
        }
        return svg.toString();
    }

    private static double across(double seconds, int length) {
        return LEFT + ACROSS * seconds / length;
    }

    private double across(double seconds) {
        return across(seconds, course.calls().length);
    }

    private double down(double value) {
        return ABOVE + DOWN * (1 - Math.min(value, top) / top);
    }

    private String steps(int[] bySecond) {
        StringBuilder path = new StringBuilder(String.format(Locale.ROOT, "M%d %d", LEFT, ABOVE + DOWN));
        for (int second = 0; second < bySecond.length; second++) {
            path.append(String.format(
                    Locale.ROOT, "V%.1fH%.1f", down(bySecond[second]), across(second + 1, bySecond.length)));
        }
        return path.toString();
    }

    private String axis(double value) {
        return String.format(
                        Locale.ROOT,
                        "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>\n",
                        LEFT,
                        LEFT + ACROSS,
                        down(value),
                        down(value))
                + Picture.text("tick", 4, down(value) + 4, String.format(Locale.ROOT, "%.0f", value));
    }
}

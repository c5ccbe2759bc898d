package io.hopguard.examples.picture;

import java.util.List;
import java.util.Locale;

/**
 * What all diagrams have: a title, the time from left to right, and the bands.
 *
 * @param title what it shows
 * @param seconds when each sample was taken
 */
record Frame(String title, double[] seconds) {
    static final int WIDTH = 470;
    static final int HEIGHT = 212;
    static final int LEFT = 62;
    static final int TOP = 50;
    static final int ACROSS = WIDTH - LEFT - 12;
    static final int DOWN = 132;

    private static final int SECONDS_APART = 5;
    private static final int WIDEST_SECONDS = 20;

    /** What is between the bands and the names of the bands, with all around it. */
    String around(String inside, List<Band> bands) {
        StringBuilder svg = new StringBuilder(Svg.text("title", "start", LEFT, 14, title));
        bands.forEach(band -> svg.append(shade(band)));
        for (int second = 0; second <= Math.round(end()); second += step()) {
            svg.append(Svg.text("tick", "middle", across(second), TOP + DOWN + 16, second + " s"));
        }
        svg.append(inside);
        bands.forEach(band -> svg.append(name(band)));
        return svg.toString();
    }

    double end() {
        return seconds.length == 0 ? 1 : Math.max(1, seconds[seconds.length - 1]);
    }

    double across(double second) {
        return LEFT + ACROSS * Math.min(second / end(), 1);
    }

    /** A line from left to right with its name. */
    static String line(double y, String label) {
        String line = String.format(
                Locale.ROOT,
                "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>%n",
                LEFT,
                LEFT + ACROSS,
                y,
                y);
        return line + label(y, label);
    }

    static String label(double y, String label) {
        return Svg.text("tick", "end", LEFT - 6, y + 4, label);
    }

    /** So far apart that the numbers do not meet, however long the run is. */
    private int step() {
        if (end() < 2 * SECONDS_APART) {
            return 1;
        }
        return SECONDS_APART * (int) Math.max(1, Math.ceil(end() / WIDEST_SECONDS / 2));
    }

    private String shade(Band band) {
        double from = across(band.fromSeconds());
        return Svg.box("band", from, TOP, across(band.toSeconds()) - from, DOWN);
    }

    private String name(Band band) {
        double middle = across((band.fromSeconds() + band.toSeconds()) / 2);
        return Svg.text("band-name", "middle", middle, TOP - 4, band.name());
    }
}

package io.hopguard.examples.picture;

import java.util.List;
import java.util.Locale;

/**
 * One diagram: a title, a legend, and series over the same time.
 *
 * @param title what it shows
 * @param scale of its values
 * @param seconds when each sample was taken
 * @param filled those that are drawn as areas, from back to front
 * @param lines those that are drawn as lines
 */
record Panel(String title, Scale scale, double[] seconds, List<Series> filled, List<Series> lines) {
    static final int WIDTH = 470;
    static final int HEIGHT = 212;

    private static final int LEFT = 52;
    private static final int TOP = 50;
    private static final int ACROSS = WIDTH - LEFT - 8;
    private static final int DOWN = 132;
    private static final int SECONDS_APART = 5;
    private static final int LETTER = 7;
    private static final int SWATCH = 26;

    /** At this place of the picture. */
    String at(int x, int y, List<Band> bands) {
        StringBuilder svg = new StringBuilder("<g transform=\"translate(" + x + "," + y + ")\">\n");
        svg.append("<text class=\"title\" x=\"" + LEFT + "\" y=\"14\">" + Svg.escaped(title) + "</text>\n");
        bands.forEach(band -> svg.append(shade(band)));
        scale.lines().forEach(line -> svg.append(line(line)));
        for (int second = 0; second <= Math.round(end()); second += step()) {
            svg.append(Svg.text("tick", "middle", across(second), TOP + DOWN + 16, second + " s"));
        }
        filled.forEach(series -> svg.append(new Curve(series, seconds).area(this::across, this::down, TOP + DOWN)));
        lines.forEach(series -> svg.append(new Curve(series, seconds).line(this::across, this::down)));
        bands.forEach(band -> svg.append(name(band)));
        return svg.append(legend()).append("</g>\n").toString();
    }

    private double end() {
        return seconds.length == 0 ? 1 : Math.max(1, seconds[seconds.length - 1]);
    }

    /** About so far apart that the numbers do not meet, however long the run is. */
    private int step() {
        return (int) Math.max(1, Math.ceil(end() / 20)) * (end() < 2 * SECONDS_APART ? 1 : SECONDS_APART);
    }

    private double across(double second) {
        return LEFT + ACROSS * Math.min(second / end(), 1);
    }

    private double down(double value) {
        return TOP + DOWN * (1 - scale.place(value));
    }

    private String shade(Band band) {
        double from = across(band.fromSeconds());
        return String.format(
                Locale.ROOT,
                "<rect class=\"band\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>%n",
                from,
                TOP,
                across(band.toSeconds()) - from,
                DOWN);
    }

    private String name(Band band) {
        double middle = across((band.fromSeconds() + band.toSeconds()) / 2);
        return Svg.text("band-name", "middle", middle, TOP + 11, band.name());
    }

    private String line(double value) {
        double y = down(value);
        String line = String.format(
                Locale.ROOT,
                "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>%n",
                LEFT,
                LEFT + ACROSS,
                y,
                y);
        return line + Svg.text("tick", "end", LEFT - 6, y + 4, scale.label(value));
    }

    private String legend() {
        StringBuilder svg = new StringBuilder();
        int x = LEFT;
        for (List<Series> some : List.of(filled, lines)) {
            for (Series series : some) {
                svg.append("<rect class=\"" + series.colour() + " swatch\" x=\"" + x
                        + "\" y=\"25\" width=\"10\" height=\"10\" rx=\"2\"/>\n");
                svg.append(Svg.text("legend", "start", x + 14, 34, series.name()));
                x += SWATCH + LETTER * series.name().length();
            }
        }
        return svg.toString();
    }
}

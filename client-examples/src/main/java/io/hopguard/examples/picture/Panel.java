package io.hopguard.examples.picture;

import java.util.List;

/**
 * One diagram of series over time.
 *
 * @param frame what is around them
 * @param scale of their values
 * @param filled those that are drawn as areas, from back to front
 * @param lines those that are drawn as lines
 */
record Panel(Frame frame, Scale scale, List<Series> filled, List<Series> lines) implements Diagram {
    private static final int LETTER = 7;
    private static final int SWATCH = 26;

    @Override
    public String svg(List<Band> bands) {
        StringBuilder inside = new StringBuilder();
        scale.lines().forEach(line -> inside.append(Frame.line(down(line), scale.label(line))));
        int bottom = Frame.TOP + Frame.DOWN;
        filled.forEach(series -> inside.append(curve(series).area(frame::across, this::down, bottom)));
        lines.forEach(series -> inside.append(curve(series).line(frame::across, this::down)));
        return frame.around(inside.append(legend()).toString(), bands);
    }

    private Curve curve(Series series) {
        return new Curve(series, frame.seconds());
    }

    private double down(double value) {
        return Frame.TOP + Frame.DOWN * (1 - scale.place(value));
    }

    private String legend() {
        StringBuilder svg = new StringBuilder();
        int x = Frame.LEFT;
        for (List<Series> some : List.of(filled, lines)) {
            for (Series series : some) {
                svg.append(Svg.box(series.colour() + " swatch", x, 22, 10, 10));
                svg.append(Svg.text("legend", "start", x + 14, 31, series.name()));
                x += SWATCH + LETTER * series.name().length();
            }
        }
        return svg.toString();
    }
}

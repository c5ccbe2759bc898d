package io.hopguard.examples.picture;

import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/**
 * The way of a series through a panel, with a gap where there is no value.
 *
 * @param series the values
 * @param seconds when they were
 */
record Curve(Series series, double[] seconds) {

    String line(DoubleUnaryOperator across, DoubleUnaryOperator down) {
        StringBuilder way = new StringBuilder();
        boolean drawing = false;
        for (int i = 0; i < seconds.length; i++) {
            double value = series.values()[i];
            if (Double.isFinite(value)) {
                way.append(drawing ? 'L' : 'M')
                        .append(point(across.applyAsDouble(seconds[i]), down.applyAsDouble(value)));
            }
            drawing = Double.isFinite(value);
        }
        return "<path class=\"" + series.colour() + " line\" d=\"" + way + "\"/>\n";
    }

    /** What is between the curve and the bottom; no value is 0. */
    String area(DoubleUnaryOperator across, DoubleUnaryOperator down, double bottom) {
        if (seconds.length == 0) {
            return "";
        }
        StringBuilder way = new StringBuilder("M" + point(across.applyAsDouble(seconds[0]), bottom));
        for (int i = 0; i < seconds.length; i++) {
            double value = Double.isFinite(series.values()[i]) ? series.values()[i] : 0;
            way.append('L').append(point(across.applyAsDouble(seconds[i]), down.applyAsDouble(value)));
        }
        way.append('L').append(point(across.applyAsDouble(seconds[seconds.length - 1]), bottom));
        return "<path class=\"" + series.colour() + " area\" d=\"" + way + "Z\"/>\n";
    }

    private static String point(double x, double y) {
        return String.format(Locale.ROOT, "%.1f %.1f", x, y);
    }
}

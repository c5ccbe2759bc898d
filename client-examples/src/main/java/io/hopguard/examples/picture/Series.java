package io.hopguard.examples.picture;

import java.util.Arrays;

/**
 * A value in the course of time.
 *
 * @param name what the legend calls it
 * @param colour the class of the style sheet
 * @param values one for each sample; NaN where there is none
 */
record Series(String name, String colour, double[] values) {

    double most() {
        return Arrays.stream(values).filter(Double::isFinite).max().orElse(0);
    }

    boolean says() {
        return most() > 0;
    }

    /** This on top of another, for stacking. */
    Series over(double[] below) {
        double[] sum = new double[values.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = values[i] + below[i];
        }
        return new Series(name, colour, sum);
    }
}

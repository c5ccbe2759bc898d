package io.hopguard.client.internal.observe;

import io.hopguard.client.http.Target;
import io.hopguard.client.internal.kernel.PerTarget;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * One figure of all targets, read when somebody asks.
 *
 * @param names which targets are shown by themselves
 * @param together what the figures of several targets make
 */
record TargetFigure<T>(
        PerTarget<T> values, ToDoubleFunction<T> value, TargetNames names, DoubleBinaryOperator together) {

    /** Of one target; not a number when it has been forgotten. */
    double of(Target target) {
        T known = values.known(target);
        return known == null ? Double.NaN : value.applyAsDouble(known);
    }

    /** Of all targets that have no name of their own. */
    double ofOthers() {
        double[] sum = {Double.NaN};
        values.forEach((target, known) -> {
            if (!names.isNamed(target)) {
                sum[0] = plus(sum[0], value.applyAsDouble(known));
            }
        });
        return sum[0];
    }

    private double plus(double sum, double one) {
        if (Double.isNaN(sum) || Double.isNaN(one)) {
            return Double.isNaN(sum) ? one : sum;
        }
        return together.applyAsDouble(sum, one);
    }
}

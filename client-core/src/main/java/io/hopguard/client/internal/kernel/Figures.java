package io.hopguard.client.internal.kernel;

import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/**
 * Is shown where the numbers are that outlive a call: whoever is interested asks for them whenever it likes, and
 * calls pay nothing for it. What is shown again comes from elsewhere from then on.
 */
public interface Figures {
    /** A number of the client. */
    default void figure(Figure figure, DoubleSupplier value) {}

    /** A number of each target, of those that there are now and those to come. */
    default <T> void figureOfTargets(Figure figure, PerTarget<T> values, ToDoubleFunction<T> value) {}

    /** There is no such number any more. */
    default void over(Figure figure) {}
}

package io.hopguard.client.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a configuration. Not thread-safe. */
public final class Problems {
    private static final Duration LONGEST_SHOWN = Duration.ofDays(10_000);

    private final List<String> found = new ArrayList<>();

    /** None so far. */
    public Problems() {}

    /**
     * A rule that must hold.
     *
     * @param holds whether it does
     * @param property the property's name as it is written in the builder, for example {@code retry.maxAttempts}
     * @param value its value
     * @param fix what to do
     */
    public void require(boolean holds, String property, Object value, String fix) {
        if (!holds) {
            found.add(property + " is " + shown(value) + "; " + fix);
        }
    }

    /**
     * A time that must be more than zero.
     *
     * @param property the property's name
     * @param value its value
     */
    public void requirePositive(String property, Duration value) {
        require(!value.isNegative() && !value.isZero(), property, value, "must be more than 0");
    }

    /**
     * A count that has a least value.
     *
     * @param property the property's name
     * @param value its value
     * @param least the least value
     */
    public void requireAtLeast(String property, long value, long least) {
        require(value >= least, property, value, "must be at least " + least);
    }

    /**
     * What is wrong so far.
     *
     * @return one sentence for each property, with its value and the fix; a copy
     */
    public List<String> found() {
        return List.copyOf(found);
    }

    /**
     * Ends it.
     *
     * @throws InvalidConfigurationException when anything is wrong
     */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidConfigurationException(found);
        }
    }

    /**
     * A value as people write it.
     *
     * @param value any value
     * @return durations as {@code 250 ms} or {@code 2.5 s}, anything else as it is
     */
    public static String shown(Object value) {
        if (!(value instanceof Duration duration)) {
            return String.valueOf(value);
        }
        if (duration.abs().compareTo(LONGEST_SHOWN) > 0) {
            return duration.toString();
        }
        long millis = duration.toMillis();
        if (Math.abs(millis) < 1000) {
            return millis == 0 && !duration.isZero() ? duration.toNanos() + " ns" : millis + " ms";
        }
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis / 1000.0 + " s";
    }
}

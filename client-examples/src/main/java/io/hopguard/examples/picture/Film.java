package io.hopguard.examples.picture;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;

/** Samples of a registry in the course of a run. Used by one thread. */
public final class Film {
    private static final long EVERY_NANOS = 200_000_000;

    private final MeterRegistry registry;
    private final List<Sample> samples = new ArrayList<>();
    private long nextNanos;

    /**
     * Begins with nothing.
     *
     * @param registry what is sampled
     */
    public Film(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * Takes a sample if it is time for one, which it is every 200 ms; called more often than that.
     *
     * @param elapsedNanos since the start of the run
     */
    public void at(long elapsedNanos) {
        if (elapsedNanos >= nextNanos) {
            samples.add(Sample.of(registry, elapsedNanos));
            nextNanos += EVERY_NANOS;
        }
    }

    /**
     * What has been seen.
     *
     * @return everything so far
     */
    Timeline timeline() {
        return new Timeline(samples);
    }
}

package io.hopguard.spring;

import static io.hopguard.spring.Given.set;

import io.hopguard.client.policy.MeterPolicy;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much the meter registry is told.
 *
 * @param histograms Whether the timers of calls and attempts have buckets; on as soon as meters.slo is set.
 * @param slo Upper ends of the buckets.
 * @param maxTemplates Routes with a variable that are told by name; further ones are told as other.
 * @param maxLiterals Pairs of a path without a variable and a method that are told by name; further ones are told as other.
 * @param maxTargets Targets that are told by name; further ones are told as other.
 */
record MeterProperties(
        @Nullable Boolean histograms,
        @Nullable List<Duration> slo,
        @Nullable Integer maxTemplates,
        @Nullable Integer maxLiterals,
        @Nullable Integer maxTargets) {

    void applyTo(MeterPolicy.Builder policy) {
        set(slo, ends -> policy.slo(ends.toArray(Duration[]::new)));
        // After the buckets, which switch histograms on.
        set(histograms, policy::histograms);
        set(maxTemplates, policy::maxTemplates);
        set(maxLiterals, policy::maxLiterals);
        set(maxTargets, policy::maxTargets);
    }
}

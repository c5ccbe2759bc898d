package io.hopguard.benchmarks.outage;

import io.hopguard.benchmarks.outage.peer.Policy;
import io.hopguard.benchmarks.outage.upstream.Span;

/**
 * An outage.
 *
 * @param name of the scenario
 * @param story what happens, for the report
 * @param seconds how long calls are made
 * @param trouble while something is wrong
 * @param measured the calls that the figures are about are those that begin here
 * @param arrivals when calls begin
 * @param scene what the calls meet
 */
record Scenario(String name, String story, int seconds, Span trouble, Span measured, Arrivals arrivals, Scene scene) {

    /** Builds what the calls of the user go through. */
    @FunctionalInterface
    interface Scene {
        Policy build(Stage stage);
    }

    long endNanos() {
        return Span.seconds(0, seconds).toNanos();
    }
}

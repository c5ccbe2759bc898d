package io.hopguard.examples.demo;

import java.util.List;

/** Is shown how the run goes, many times a second. */
interface Progress {
    void at(long elapsedNanos, Phase phase, List<Lane> lanes);
}

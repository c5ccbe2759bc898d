package io.hopguard.benchmarks.soak;

import java.util.SplittableRandom;

/** Chance that hangs on a seed and a number alone, whichever thread asks. */
final class Draws {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Draws() {}

    static SplittableRandom of(long seed, long number) {
        SplittableRandom random = new SplittableRandom(seed ^ (number + 1) * GOLDEN);
        // The first values of neighbours are alike.
        return random.split();
    }
}

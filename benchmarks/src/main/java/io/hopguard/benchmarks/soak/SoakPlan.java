package io.hopguard.benchmarks.soak;

/**
 * What is to be done.
 *
 * @param calls how many are counted, after those that warm up
 * @param threads how many make them
 * @param faultShare how many of the server's answers are faults, from 0 to 1
 * @param seed what chance begins with
 */
record SoakPlan(long calls, int threads, double faultShare, long seed) {
    private static final long MOST_WARM_UP = 50_000;

    /** Below this many, what the runtime itself keeps (classes, caches) is more than five per cent of the heap. */
    private static final long FEWEST_FOR_HEAP = 200_000;

    long warmUp() {
        return Math.min(MOST_WARM_UP, calls / 5);
    }

    boolean judgesHeap() {
        return calls >= FEWEST_FOR_HEAP;
    }

    /** Fewer than threads, so that some must wait for a place. */
    int places() {
        return Math.max(1, threads * 3 / 4);
    }
}

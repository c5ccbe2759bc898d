package io.hopguard.benchmarks.suite;

import java.util.Locale;

/** What is asked of the peers, and by how many threads. */
enum Mode {
    GET_1("get", 1, false),
    GET_2("get", 2, false),
    GET_16("get", 16, false),
    GET_16_VIRTUAL("get", 16, true),
    POST_1("post", 1, false);

    private final String benchmark;
    private final int threads;
    private final boolean virtual;

    Mode(String benchmark, int threads, boolean virtual) {
        this.benchmark = benchmark;
        this.threads = threads;
        this.virtual = virtual;
    }

    String benchmark() {
        return benchmark;
    }

    int threads() {
        return threads;
    }

    /** Needs a Java that has them. */
    boolean virtual() {
        return virtual;
    }

    String words() {
        return benchmark.toUpperCase(Locale.ROOT) + " by " + threads + (virtual ? " virtual" : "")
                + (threads == 1 ? " thread" : " threads");
    }
}

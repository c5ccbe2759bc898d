package io.hopguard.benchmarks.soak;

import java.util.SplittableRandom;

/** The ways of calling; the weight says how often in a thousand. */
enum CallKind {
    GET(500),
    POST_KEYED(100),
    POST_UNKEYED(100),
    ASYNC(130),
    STREAM_READ(50),
    STREAM_CLOSED_EARLY(30),
    TINY_DEADLINE(30),
    CANCELLED(20),
    STREAM_CANCELLED(9),
    INTERRUPTED(30),
    STREAM_FORGOTTEN(1);

    private final int weight;

    CallKind(int weight) {
        this.weight = weight;
    }

    static CallKind draw(SplittableRandom random) {
        int left = random.nextInt(1_000);
        for (CallKind kind : values()) {
            left -= kind.weight;
            if (left < 0) {
                return kind;
            }
        }
        throw new IllegalStateException("the weights do not add up");
    }
}

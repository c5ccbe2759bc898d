package io.hopguard.benchmarks.soak;

import java.util.SplittableRandom;

/** What the server does in place of a good answer; the weight says how often, among the others. */
enum Fault {
    CUT_BEFORE_HEAD(4),
    CUT_IN_HEAD(4),
    CUT_AFTER_HEAD(4),
    TRUNCATED_BODY(4),
    RESET_BEFORE_HEAD(4),
    RESET_IN_BODY(4),
    BAD_GATEWAY(6),
    UNAVAILABLE(4),
    UNAVAILABLE_RETRY_AFTER_0(4),
    MALFORMED_HEAD(4),
    BROKEN_GZIP(3),
    SURPLUS_BYTES(3),
    // A stall costs a whole attempt limit.
    STALL(1);

    private static final int WEIGHTS = weights();

    private final int weight;

    Fault(int weight) {
        this.weight = weight;
    }

    private static int weights() {
        int sum = 0;
        for (Fault fault : values()) {
            sum += fault.weight;
        }
        return sum;
    }

    static Fault draw(SplittableRandom random) {
        int left = random.nextInt(WEIGHTS);
        for (Fault fault : values()) {
            left -= fault.weight;
            if (left < 0) {
                return fault;
            }
        }
        throw new IllegalStateException("the weights do not add up");
    }
}

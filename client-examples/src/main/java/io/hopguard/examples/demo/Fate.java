package io.hopguard.examples.demo;

import java.util.SplittableRandom;

/** What becomes of one request to the application. */
enum Fate {
    ANSWERED,
    SLOW,
    CUT;

    /**
     * Draws it. The same try of the same order has the same luck with every contestant, so that none has better luck.
     *
     * @param seed of the whole run
     * @param order the number of the order that is asked for
     * @param tries how often it was asked for before
     */
    static Fate of(Trouble trouble, long seed, int order, int tries) {
        double luck = new SplittableRandom(seed * 1_000_003L + order * 31L + tries).nextDouble();
        if (luck < trouble.slowShare()) {
            return SLOW;
        }
        return luck < trouble.slowShare() + trouble.cutShare() ? CUT : ANSWERED;
    }
}

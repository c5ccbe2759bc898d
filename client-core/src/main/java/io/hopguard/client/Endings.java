package io.hopguard.client;

import org.jspecify.annotations.Nullable;

/** Steps in which something ends: each is taken, whatever becomes of the others. */
final class Endings {
    private Endings() {}

    /** Takes all in turn; what the first has thrown that failed is thrown in the end, with what others threw. */
    static void takeAll(Runnable... steps) {
        Throwable first = null;
        for (Runnable step : steps) {
            first = taken(step, first);
        }
        if (first instanceof RuntimeException failure) {
            throw failure;
        }
        if (first instanceof Error failure) {
            throw failure;
        }
    }

    private static @Nullable Throwable taken(Runnable step, @Nullable Throwable before) {
        try {
            step.run();
            return before;
        } catch (RuntimeException | Error e) {
            if (before == null) {
                return e;
            }
            if (before != e) {
                before.addSuppressed(e);
            }
            return before;
        }
    }
}

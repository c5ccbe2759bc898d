package io.hopguard.benchmarks.outage.peer;

import io.hopguard.benchmarks.outage.upstream.Answer;

/** How a client makes a call: blocking code on a thread of the world, which may wait. */
@FunctionalInterface
public interface Policy {
    /** What the user gives a call. */
    long TOTAL_NANOS = 10_000_000_000L;

    /**
     * Makes a call.
     *
     * @param toldNanos how much time there is, where the caller's request said so and the client reads it
     */
    Answer call(long toldNanos);
}

package io.hopguard.benchmarks.outage.peer;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Client-side throttling of the SRE book (Handling Overload): refuses with the probability max(0, (requests - K accepts) /
 * (requests + 1)) of the last two minutes.
 */
public final class SreThrottle {
    private static final double K = 2;
    private static final long WINDOW_NANOS = 120_000_000_000L;

    private final Deque<Long> requests = new ArrayDeque<>();
    private final Deque<Long> accepts = new ArrayDeque<>();

    public static double refusal(long requests, long accepts) {
        return Math.max(0, (requests - K * accepts) / (requests + 1));
    }

    /** Counts a request, and tells whether it may go. */
    public boolean allows(long nowNanos, double random) {
        forget(requests, nowNanos);
        forget(accepts, nowNanos);
        boolean allowed = random >= refusal(requests.size(), accepts.size());
        requests.addLast(nowNanos);
        return allowed;
    }

    public void accepted(long nowNanos) {
        accepts.addLast(nowNanos);
    }

    private static void forget(Deque<Long> times, long nowNanos) {
        while (!times.isEmpty() && times.getFirst() <= nowNanos - WINDOW_NANOS) {
            times.removeFirst();
        }
    }
}

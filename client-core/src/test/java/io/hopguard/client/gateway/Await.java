package io.hopguard.client.gateway;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for something that another process does, for a bounded time. */
final class Await {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final long POLL_NANOS = 5_000_000;

    private Await() {}

    /**
     * Waits until it is true.
     *
     * @param what what is awaited
     * @param evidence what to show when it does not happen
     * @throws AssertionError when it has not happened within 10 s
     */
    static void until(String what, BooleanSupplier condition, Supplier<String> evidence) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > LIMIT.toNanos()) {
                throw new AssertionError("not within " + LIMIT.toSeconds() + " s: " + what + "\n" + evidence.get());
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}

package io.hopguard.client.internal.kernel;

/** Keeps threads out of each other's way: each has a lane of its own, as far as there are enough. */
final class Lanes {
    /** How far apart lanes are in an array of references or longs, so that they share no cache line, nor the next one. */
    static final int APART = 32;

    /** Spreads thread ids, which follow one another (Fibonacci hashing). */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private Lanes() {}

    /** That of this thread, of {@code 1 << bits}. */
    static int mine(int bits) {
        return (int) (Thread.currentThread().getId() * SPREAD >>> Long.SIZE - bits);
    }
}

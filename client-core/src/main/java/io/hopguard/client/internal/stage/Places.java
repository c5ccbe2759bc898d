package io.hopguard.client.internal.stage;

import io.hopguard.client.internal.kernel.LanedSemaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The places of a bulkhead, of which there may become more or fewer: whoever holds one keeps it, and counts under every limit. With
 * more taken than there are, nobody is let in until enough have been given back. Thread-safe.
 */
public final class Places extends LanedSemaphore {
    private static final long serialVersionUID = 1L;

    private final AtomicInteger openStreams = new AtomicInteger();
    private volatile int max;

    public Places(int max) {
        super(max);
        this.max = max;
    }

    /** Has so many from now on; calls of this method come one after the other. */
    public void resize(int next) {
        int more = next - max;
        max = next;
        if (more > 0) {
            release(more);
        } else {
            fewer(-more);
        }
    }

    int max() {
        return max;
    }

    int taken() {
        // Between the two numbers somebody may resize.
        return Math.max(0, max - availablePermits());
    }

    int openStreams() {
        return openStreams.get();
    }

    void keptByStream() {
        openStreams.incrementAndGet();
    }

    void streamOver() {
        openStreams.decrementAndGet();
        release();
    }
}

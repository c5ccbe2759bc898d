package io.hopguard.benchmarks.soak;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Holds requests back until so many are there at once. */
final class Gathering {
    private static final long PATIENCE_SECONDS = 4;

    private CyclicBarrier barrier = new CyclicBarrier(1);

    /** False when the others did not come. */
    boolean join(int size) {
        try {
            barrierOf(size).await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (BrokenBarrierException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized CyclicBarrier barrierOf(int size) {
        if (barrier.getParties() != size || barrier.isBroken()) {
            barrier = new CyclicBarrier(size);
        }
        return barrier;
    }
}

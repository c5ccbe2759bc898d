package io.hopguard.client.internal.kernel;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * A semaphore at which threads do not meet as long as there is enough for all: who gives a permit back lays it down in a lane, for
 * whoever comes by there next. With none left besides, or with somebody waiting, permits go back to the semaphore itself.
 *
 * <p>Nobody waits in vain for one that lies in a lane: whoever waits says so first and looks into the lanes then, and whoever lays
 * one down looks whether somebody waits after that. Permits are taken by {@link #tryAcquire()} and {@link #tryAcquire(long,
 * TimeUnit)}, and given back one by one. Thread-safe.
 */
public class LanedSemaphore extends Turns {
    private static final long serialVersionUID = 1L;
    private static final int LANES_BITS = 4;
    private static final int END = (1 << LANES_BITS) * Lanes.APART;

    private final AtomicIntegerArray laidDown = new AtomicIntegerArray(END);
    private final AtomicInteger coming = new AtomicInteger();

    /** With so many permits; first come, first served among those who wait. */
    public LanedSemaphore(int permits) {
        super(permits);
    }

    private static int mine() {
        return Lanes.mine(LANES_BITS) * Lanes.APART;
    }

    @Override
    public boolean tryAcquire() {
        return pickUp(mine()) || super.tryAcquire() || pickUpAnywhere();
    }

    private boolean pickUp(int lane) {
        return laidDown.get(lane) == 1 && laidDown.compareAndSet(lane, 1, 0);
    }

    private boolean pickUpAnywhere() {
        for (int lane = 0; lane < END; lane += Lanes.APART) {
            if (pickUp(lane)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean tryAcquire(long timeout, TimeUnit unit) throws InterruptedException {
        coming.incrementAndGet();
        try {
            collect();
            return super.tryAcquire(timeout, unit);
        } finally {
            coming.decrementAndGet();
        }
    }

    private void collect() {
        for (int lane = 0; lane < END; lane += Lanes.APART) {
            if (pickUp(lane)) {
                super.release();
            }
        }
    }

    @Override
    public void release() {
        int lane = mine();
        if (isScarce() || !laidDown.compareAndSet(lane, 0, 1)) {
            super.release();
        } else if (isScarce() && pickUp(lane)) {
            super.release();
        }
    }

    /** Whether somebody waits, or it has none itself: it may be owed some, after {@link #fewer}. */
    private boolean isScarce() {
        return coming.get() > 0 || super.availablePermits() <= 0;
    }

    /** Has so many fewer from now on; where they are taken, as they come back. */
    protected void fewer(int permits) {
        reducePermits(permits);
        collect();
    }

    @Override
    public int availablePermits() {
        int available = super.availablePermits();
        for (int lane = 0; lane < END; lane += Lanes.APART) {
            available += laidDown.get(lane);
        }
        return available;
    }
}

package io.hopguard.client.internal.kernel;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends calls that are past their deadline or whose thread was interrupted: one daemon thread for each client looks at the
 * calls under way every {@value #TICK_MILLIS} ms, so that no call pays for a timer of its own. Sleeps while there are
 * none.
 */
public final class DeadlineReaper implements AutoCloseable {
    /** Something that may have to be ended. */
    public interface Watched {
        /** Called every few milliseconds. */
        void checkAt(long nowNanos);

        /** Ends it, whatever it is doing. */
        void end(CallControl.End reason);
    }

    /** Something else to be done in time, by the same thread. */
    public interface Errand {
        /** Whether there is anything to wait for; the reaper does not sleep then. */
        boolean isPending();

        /** Called every few milliseconds while the reaper is awake; must not wait. */
        void tick(long nowNanos);
    }

    private static final Logger LOG = LoggerFactory.getLogger(DeadlineReaper.class);
    private static final long TICK_MILLIS = 5;
    private static final int IDLE_TICKS = 200;
    private static final long LINGER_NANOS = 50_000_000;

    private final UnderWay underWay = new UnderWay();
    private final List<Errand> errands = new CopyOnWriteArrayList<>();
    private final Time time;
    private final String threadName;
    private volatile @Nullable Thread thread;
    private volatile boolean asleep;
    private volatile boolean closed;

    public DeadlineReaper(Time time, String clientName) {
        this.time = time;
        this.threadName = "hopguard-reaper-" + clientName;
    }

    public void start() {
        Thread started = new Thread(this::run, threadName);
        started.setDaemon(true);
        thread = started;
        started.start();
    }

    /** From now on does this, too. */
    public void also(Errand errand) {
        errands.add(errand);
    }

    public void watch(Watched call) {
        underWay.add(call);
        if (asleep) {
            LockSupport.unpark(thread);
        }
    }

    public void forget(Watched call) {
        underWay.remove(call);
    }

    /** How many are watched; for tests. */
    public int watched() {
        return underWay.size();
    }

    /** Ends every call under way. */
    public void endAll(CallControl.End reason) {
        underWay.forEach(call -> call.end(reason));
    }

    /** Waits until nothing is under way; false when there still is something after that time, or after an interrupt. */
    public boolean awaitIdle(long nanos) {
        long until = time.nanos() + nanos;
        while (!underWay.isEmpty()) {
            if (time.nanos() - until >= 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            time.park(Math.min(TICK_MILLIS * 1_000_000, until - time.nanos()));
        }
        return true;
    }

    /**
     * Waits, for at least so many steps of 50 ms, until nothing is under way or the reaper is closed. Steps of the machine's own
     * time, whatever the clock of the calls is, and counted: a process that stood still must not find them all used up.
     */
    public void linger(int leastSteps) {
        int steps = 0;
        while (!closed && (steps < leastSteps || !underWay.isEmpty())) {
            LockSupport.parkNanos(this, LINGER_NANOS);
            steps = Math.min(leastSteps, steps + 1);
        }
    }

    /** Something of which an errand has to know may have happened where no call of this reaper's is under way. */
    public void look() {
        LockSupport.unpark(thread);
    }

    private void run() {
        int idleTicks = 0;
        while (!closed) {
            idleTicks = isIdle() ? idleTicks + 1 : 0;
            if (idleTicks > IDLE_TICKS) {
                sleepUntilWatched();
                idleTicks = 0;
            }
            LockSupport.parkNanos(this, TICK_MILLIS * 1_000_000);
            long now = time.nanos();
            underWay.forEach(call -> check(call, now));
            for (Errand errand : errands) {
                tick(errand, now);
            }
        }
    }

    /** One call's trouble must not end the watch over the others. */
    private static void check(Watched call, long now) {
        try {
            call.checkAt(now);
        } catch (RuntimeException | Error e) {
            // An Error too (no memory, no thread): a reaper that is gone takes every deadline with it.
            LOG.warn("ending a call failed and is tried again", e);
        }
    }

    private static void tick(Errand errand, long now) {
        try {
            errand.tick(now);
        } catch (RuntimeException | Error e) {
            LOG.warn("what else is to be done failed and is tried again", e);
        }
    }

    /** What makes an errand pending happens in a call, and a call that begins is what wakes the reaper. */
    private boolean isIdle() {
        if (!underWay.isEmpty()) {
            return false;
        }
        for (Errand errand : errands) {
            if (errand.isPending()) {
                return false;
            }
        }
        return true;
    }

    private void sleepUntilWatched() {
        asleep = true;
        while (isIdle() && !closed) {
            LockSupport.park(this);
        }
        asleep = false;
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}

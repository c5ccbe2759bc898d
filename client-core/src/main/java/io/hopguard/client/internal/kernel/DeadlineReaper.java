package io.hopguard.client.internal.kernel;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Ends calls that are past their deadline or whose thread was interrupted: one daemon thread for each client looks at the
 * calls under way every {@value #TICK_MILLIS} ms, so that no call pays for a timer of its own. Sleeps while there are
 * none.
 */
public final class DeadlineReaper implements AutoCloseable {
    private static final long TICK_MILLIS = 5;
    private static final int IDLE_TICKS = 200;

    private final Set<CallControl> underWay = ConcurrentHashMap.newKeySet();
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

    public void watch(CallControl call) {
        underWay.add(call);
        if (asleep) {
            LockSupport.unpark(thread);
        }
    }

    public void forget(CallControl call) {
        underWay.remove(call);
    }

    public boolean isIdle() {
        return underWay.isEmpty();
    }

    /** Ends every call under way. */
    public void endAll(CallControl.End reason) {
        underWay.forEach(call -> call.end(reason));
    }

    private void run() {
        int idleTicks = 0;
        while (!closed) {
            idleTicks = underWay.isEmpty() ? idleTicks + 1 : 0;
            if (idleTicks > IDLE_TICKS) {
                sleepUntilWatched();
                idleTicks = 0;
            }
            LockSupport.parkNanos(this, TICK_MILLIS * 1_000_000);
            long now = time.nanos();
            for (CallControl call : underWay) {
                call.checkAt(now);
            }
        }
    }

    private void sleepUntilWatched() {
        asleep = true;
        while (underWay.isEmpty() && !closed) {
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

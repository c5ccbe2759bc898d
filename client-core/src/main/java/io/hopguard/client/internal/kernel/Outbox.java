package io.hopguard.client.internal.kernel;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bounded queue and the daemon thread that empties it in order, begun with the first piece. {@link #offer} never waits, and
 * seldom wakes the thread, which is dear: as long as there is something to do it comes by every {@value #TICK_MILLIS} ms of its own
 * accord, and when it has been idle for long it sleeps.
 */
public final class Outbox<E> {
    private static final Logger LOG = LoggerFactory.getLogger("io.hopguard.client");
    private static final long TICK_MILLIS = 5;
    private static final int IDLE_TICKS = 200;

    private final Consumer<E> receiver;
    private final String threadName;
    private final int capacity;
    private final @Nullable ClassLoader classLoader = Thread.currentThread().getContextClassLoader();
    private final Queue<E> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final LongAdder dropped = new LongAdder();
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile @Nullable Thread thread;
    private volatile boolean asleep;
    private volatile boolean closing;
    private volatile boolean abandoned;

    public Outbox(Consumer<E> receiver, String threadName, int capacity) {
        this.receiver = receiver;
        this.threadName = threadName;
        this.capacity = capacity;
    }

    /** Leaves it to be delivered; false when it is dropped, because so many wait already or nobody delivers any more. */
    public boolean offer(E piece) {
        int waiting = closing ? Integer.MAX_VALUE : size.incrementAndGet();
        if (waiting > capacity) {
            if (!closing) {
                size.decrementAndGet();
            }
            dropped.increment();
            return false;
        }
        queue.add(piece);
        if (!begun.get()) {
            begin();
        } else if (asleep || waiting == capacity / 2) {
            LockSupport.unpark(thread);
        }
        return true;
    }

    private void begin() {
        if (!begun.compareAndSet(false, true)) {
            return;
        }
        try {
            // Without the thread locals, and not with the class loader, of whoever happens to be the first.
            Thread started = new Thread(null, this::run, threadName, 0, false);
            started.setDaemon(true);
            started.setContextClassLoader(classLoader);
            thread = started;
            started.start();
        } catch (RuntimeException | Error e) {
            // No thread to be had: that is no reason for a call to fail, and may be better the next time.
            LOG.warn("{} could not be started", threadName, e);
            thread = null;
            begun.set(false);
        }
    }

    /** How many were not delivered. */
    public long dropped() {
        return dropped.sum();
    }

    private void run() {
        int idleTicks = 0;
        while (!abandoned) {
            if (deliverAll()) {
                idleTicks = 0;
            }
            if (closing && queue.isEmpty()) {
                break;
            }
            if (++idleTicks > IDLE_TICKS) {
                sleepUntilOffered();
                idleTicks = 0;
            } else {
                LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS));
            }
        }
    }

    private boolean deliverAll() {
        boolean any = false;
        for (E piece = abandoned ? null : queue.poll(); piece != null; piece = abandoned ? null : queue.poll()) {
            any = true;
            size.decrementAndGet();
            try {
                receiver.accept(piece);
            } catch (Throwable e) {
                // Whatever it is, those that wait behind it are still to be delivered.
                LOG.warn("{} goes on after a failure", threadName, e);
            }
            // A receiver that was interrupted must not make the next one fail, nor this thread spin.
            Thread.interrupted();
        }
        return any;
    }

    private void sleepUntilOffered() {
        asleep = true;
        while (queue.isEmpty() && !closing) {
            LockSupport.park(this);
            Thread.interrupted();
        }
        asleep = false;
    }

    /** Takes no more; the thread ends when what waits has been delivered. */
    public void finish() {
        closing = true;
        LockSupport.unpark(thread);
    }

    /**
     * Waits for the thread to end, at most this long, and ends it then; for {@link #finish} before. On the thread itself, which ends
     * when it has delivered the rest, it does nothing.
     */
    public void awaitEnd(long nanos) {
        Thread running = thread;
        if (running == null || running == Thread.currentThread()) {
            return;
        }
        try {
            TimeUnit.NANOSECONDS.timedJoin(running, nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (running.isAlive()) {
            abandoned = true;
            running.interrupt();
        }
        for (E left = queue.poll(); left != null; left = queue.poll()) {
            dropped.increment();
        }
    }
}

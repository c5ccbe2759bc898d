package io.hopguard.client.internal.kernel;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Permits that are handed out in the order in which they were asked for, to any number of threads that wait; only who is unparked
 * for another reason and comes back has lost its turn. Other than that of
 * the JDK's semaphore, a wait also ends when its thread is unparked, as it is when its call is ended. So nobody has to come
 * back every few milliseconds to look whether it was, which would cost each his turn, and all of them together, where
 * thousands wait, more time than there is.
 */
public class Turns extends Semaphore {
    private static final long serialVersionUID = 1L;

    private final transient Queue<Thread> waiting = new ConcurrentLinkedQueue<>();

    public Turns(int permits) {
        super(permits);
    }

    /** Takes a free permit that nobody waits for. */
    @Override
    public boolean tryAcquire() {
        return waiting.isEmpty() && super.tryAcquire();
    }

    /** Waits for a permit; false when the time is over, or earlier when the thread was unparked without one for it. */
    @Override
    public boolean tryAcquire(long timeout, TimeUnit unit) throws InterruptedException {
        Thread me = Thread.currentThread();
        waiting.add(me);
        try {
            return takeAsFirst(me) || parkedUntilFirst(me, unit.toNanos(timeout));
        } finally {
            waiting.remove(me);
            wakeFirst();
        }
    }

    private boolean parkedUntilFirst(Thread me, long nanos) throws InterruptedException {
        LockSupport.parkNanos(this, nanos);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return takeAsFirst(me);
    }

    private boolean takeAsFirst(Thread me) {
        return waiting.peek() == me && super.tryAcquire();
    }

    @Override
    public void release() {
        super.release();
        wakeFirst();
    }

    @Override
    public void release(int permits) {
        super.release(permits);
        wakeFirst();
    }

    /** Who leaves the queue does so, too: the permit that it was woken for may still be there. */
    private void wakeFirst() {
        Thread first = waiting.peek();
        if (first != null && super.availablePermits() > 0) {
            LockSupport.unpark(first);
        }
    }

    /** How many wait. */
    public int waiting() {
        return waiting.size();
    }
}

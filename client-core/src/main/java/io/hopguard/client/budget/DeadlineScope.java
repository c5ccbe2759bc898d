package io.hopguard.client.budget;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The time that a caller of ours gave us, for everything that this thread does until the scope is closed: each call of a
 * client that begins under it ends by then. Scopes nest, and an inner one can only shorten. Use it with
 * try-with-resources.
 *
 * <p>A scope belongs to the thread that opened it; {@link #wrap(Runnable)} and {@link #wrap(Callable)} carry it to another.
 * Asynchronous calls carry it by themselves, and {@link DeadlineScopeAccessor} does where context propagation is in use.
 */
public final class DeadlineScope implements AutoCloseable {
    private static final ThreadLocal<@Nullable DeadlineScope> CURRENT = new ThreadLocal<>();

    private final @Nullable Deadline bounding;
    private final @Nullable Deadline observed;
    private final LongAdder late;
    private final @Nullable DeadlineScope outer;
    private final Thread thread = Thread.currentThread();
    private boolean closed;

    private DeadlineScope(@Nullable Deadline bounding, @Nullable Deadline observed, LongAdder late) {
        this.bounding = bounding;
        this.observed = observed;
        this.late = late;
        this.outer = CURRENT.get();
        CURRENT.set(this);
    }

    /**
     * Bounds what this thread does from now on.
     *
     * @param deadline when it must have ended; a later one than that of the scope around it changes nothing
     * @return the scope, to be closed on this thread
     */
    public static DeadlineScope open(Deadline deadline) {
        DeadlineScope around = CURRENT.get();
        return around == null
                ? new DeadlineScope(deadline, null, new LongAdder())
                : new DeadlineScope(earlier(deadline, around.bounding), around.observed, around.late);
    }

    /**
     * Bounds what this thread does from now on.
     *
     * @param timeout the time for all of it; none is left if it is negative
     * @return the scope, to be closed on this thread
     */
    public static DeadlineScope open(Duration timeout) {
        return open(Deadline.after(timeout.isNegative() ? Duration.ZERO : timeout));
    }

    /**
     * Only counts the calls that a deadline would have ended, to see what it would do before it is enforced. What bounds
     * the thread already goes on doing so.
     *
     * @param deadline when it should have ended
     * @return the scope, to be closed on this thread; its count is {@link #wouldHaveEnded()}
     */
    public static DeadlineScope observing(Deadline deadline) {
        DeadlineScope around = CURRENT.get();
        return new DeadlineScope(around == null ? null : around.bounding, deadline, new LongAdder());
    }

    /**
     * The innermost scope of this thread.
     *
     * @return the scope, or null outside of any
     */
    public static @Nullable DeadlineScope current() {
        return CURRENT.get();
    }

    /**
     * By when calls under this scope end.
     *
     * @return the earliest deadline of this scope and those around it, or null if they only observe
     */
    public @Nullable Deadline deadline() {
        return bounding;
    }

    /**
     * How many calls under an observing scope ended after its deadline.
     *
     * @return the number so far, those of carried work included; 0 for a scope that does not observe
     */
    public long wouldHaveEnded() {
        return late.sum();
    }

    /**
     * Tells the scope that a call under it is over; clients do this.
     *
     * @return true if an observed deadline had passed by then, so that the call was counted
     */
    public boolean callEnded() {
        boolean counts = observed != null && observed.isExpired();
        if (counts) {
            late.increment();
        }
        return counts;
    }

    /**
     * Carries this thread's scope to the thread that runs a task.
     *
     * @param task what to run
     * @return the same under the scope that is current now; the task itself where there is none
     */
    public static Runnable wrap(Runnable task) {
        DeadlineScope captured = CURRENT.get();
        return captured == null ? task : captured.around(task);
    }

    /**
     * Carries this thread's scope to the thread that runs a task.
     *
     * @param task what to run
     * @param <T> the type of its result
     * @return the same under the scope that is current now; the task itself where there is none
     */
    public static <T extends @Nullable Object> Callable<T> wrap(Callable<T> task) {
        DeadlineScope captured = CURRENT.get();
        return captured == null ? task : captured.around(task);
    }

    private Runnable around(Runnable task) {
        return () -> {
            DeadlineScope carried = carried();
            try {
                task.run();
            } finally {
                carried.close();
            }
        };
    }

    private <T extends @Nullable Object> Callable<T> around(Callable<T> task) {
        return () -> {
            DeadlineScope carried = carried();
            try {
                return task.call();
            } finally {
                carried.close();
            }
        };
    }

    /** The thread may have a scope of its own, which must not be lengthened either. */
    DeadlineScope carried() {
        DeadlineScope around = CURRENT.get();
        return new DeadlineScope(earlier(bounding, around == null ? null : around.bounding), observed, late);
    }

    /** Makes a scope of this thread current, or none; those that are hidden by it stay open. */
    static void restore(@Nullable DeadlineScope before) {
        if (before == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(before);
        }
    }

    /** The first is read first: where the clock moves in between, the answer is too short rather than too long. */
    private static @Nullable Deadline earlier(@Nullable Deadline one, @Nullable Deadline other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.remainingNanos() < other.remainingNanos() ? one : other;
    }

    /**
     * Ends the scope; that around it is current again. A second time does nothing.
     *
     * @throws IllegalStateException when this is not the thread that opened it, or a scope inside it is still open; the
     *     latter ends with it, so that the thread is clean
     */
    @Override
    public void close() {
        if (Thread.currentThread() != thread) {
            throw new IllegalStateException("a DeadlineScope of thread " + thread.getName() + " was closed on thread "
                    + Thread.currentThread().getName()
                    + "; close it where it was opened, with try-with-resources, and carry it to other threads with"
                    + " DeadlineScope.wrap");
        }
        if (closed) {
            return;
        }
        DeadlineScope top = CURRENT.get();
        for (DeadlineScope inner = top; inner != null && inner != outer; inner = inner.outer) {
            inner.closed = true;
        }
        restore(outer);
        if (top != this) {
            throw new IllegalStateException("a DeadlineScope was closed before the one opened inside it;"
                    + " open each with try-with-resources, so that the inner one is closed first");
        }
    }
}

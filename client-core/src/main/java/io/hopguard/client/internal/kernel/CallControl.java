package io.hopguard.client.internal.kernel;

import io.hopguard.client.budget.Deadline;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One call's deadline and the way to end it early. Written by the call's own thread, ended by any: the reaper at the
 * deadline or after an interrupt, a cancelled future, a closing client.
 */
public final class CallControl implements DeadlineReaper.Watched {
    /** Why a call was ended from outside. */
    public enum End {
        NONE,
        DEADLINE,
        INTERRUPTED,
        CANCELLED,
        CLOSED
    }

    private static final AtomicReferenceFieldUpdater<CallControl, @Nullable End> END =
            AtomicReferenceFieldUpdater.newUpdater(CallControl.class, End.class, "end");

    private static final AtomicReferenceFieldUpdater<CallControl, @Nullable AttemptRun> CURRENT =
            AtomicReferenceFieldUpdater.newUpdater(CallControl.class, AttemptRun.class, "current");

    private final Deadline deadline;
    private final long totalNanos;
    private final long startNanos;
    private volatile @Nullable Thread thread = Thread.currentThread();
    /** Null while the call goes on. */
    private volatile @Nullable End end;

    private boolean resent;
    private String requestId;
    private CallTrace trace = CallTrace.NONE;
    private volatile @Nullable AttemptRun current;

    /** Of a call without an id. */
    public CallControl(long totalNanos, Deadline deadline, long startNanos) {
        this(totalNanos, deadline, startNanos, "");
    }

    public CallControl(long totalNanos, Deadline deadline, long startNanos, String requestId) {
        this.totalNanos = totalNanos;
        this.deadline = deadline;
        this.startNanos = startNanos;
        this.requestId = requestId;
    }

    public Deadline deadline() {
        return deadline;
    }

    public long totalNanos() {
        return totalNanos;
    }

    public long startNanos() {
        return startNanos;
    }

    /** By what the call is found again in the logs of all hops. */
    public String requestId() {
        return requestId;
    }

    /** From now on it goes by another id; only for the call's own thread. */
    public void identify(String id) {
        requestId = id;
    }

    /** From now on this call is traced; before its own thread runs it, or on that thread. */
    public void tracedBy(CallTrace begun) {
        trace = begun;
    }

    /** Of the call that runs; {@link CallTrace#NONE} where nobody traces it. */
    public CallTrace trace() {
        return trace;
    }

    /** Whose interrupt ends the call from now on; null for nobody's. */
    public void runsOn(@Nullable Thread now) {
        thread = now;
    }

    public End end() {
        End over = end;
        return over == null ? End.NONE : over;
    }

    /** Ends the call; the first reason stays. */
    @Override
    public void end(End reason) {
        END.compareAndSet(this, null, reason);
        abort();
        LockSupport.unpark(thread);
    }

    private void abort() {
        AttemptRun run = current;
        if (run != null) {
            run.abort();
        }
    }

    /** From here on, ending the call aborts this attempt. */
    public void enter(AttemptRun run) {
        current = run;
        if (end != null) {
            run.abort();
        }
    }

    public void leave() {
        // Whoever still sees it may abort it: it is over.
        CURRENT.lazySet(this, null);
    }

    private static boolean isInterrupted(@Nullable Thread thread) {
        return thread != null && thread.isInterrupted();
    }

    /** Takes the call's one chance to be sent again after a refused token; only for the call's own thread. */
    public boolean claimResend() {
        boolean first = !resent;
        resent = true;
        return first;
    }

    /** Called by the reaper every few milliseconds. */
    @Override
    public void checkAt(long nowNanos) {
        AttemptRun run = current;
        if (end != null) {
            abort();
        } else if (nowNanos - deadline.atNanos() >= 0) {
            end(End.DEADLINE);
        } else if (isInterrupted(thread)) {
            end(End.INTERRUPTED);
        } else if (run != null && run.isOverdueAt(nowNanos)) {
            run.abort();
        }
    }
}

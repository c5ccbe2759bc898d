package io.hopguard.client;

import io.hopguard.client.error.CallCancelledException;
import io.hopguard.client.error.DeadlineExceededException;
import io.hopguard.client.error.FailureDetails;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.Phase;
import io.hopguard.client.http.Request;
import io.hopguard.client.internal.kernel.CallControl;
import io.hopguard.client.internal.kernel.DeadlineReaper;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The future of an asynchronous call: ending it, however that is done, ends the call, and the call's deadline holds while
 * it still waits for a thread.
 */
final class CallFuture<T> extends CompletableFuture<T> implements DeadlineReaper.Watched {
    private final Request request;
    private final String requestId;
    private final long totalNanos;
    private final long deadlineNanos;
    private final AtomicBoolean failing = new AtomicBoolean();
    private final AtomicBoolean taken = new AtomicBoolean();
    private volatile @Nullable CallControl control;

    CallFuture(Request request, String requestId, long totalNanos, long startNanos) {
        this.request = request;
        this.requestId = requestId;
        this.totalNanos = totalNanos;
        this.deadlineNanos = startNanos + totalNanos;
    }

    /** A thread takes the call over; false when it has been ended in the meantime. */
    boolean begin(CallControl begun) {
        control = begun;
        return !isDone() && taken.compareAndSet(false, true);
    }

    /** Nobody needs the call any more; true when no thread has taken it over, nor ever will. */
    boolean abandon() {
        return taken.compareAndSet(false, true);
    }

    @Override
    public void checkAt(long nowNanos) {
        if (control == null && nowNanos - deadlineNanos >= 0) {
            fail(new DeadlineExceededException(details("timed out while waiting for a thread")));
        }
    }

    @Override
    public void end(CallControl.End reason) {
        if (control == null) {
            fail(new CallCancelledException(details("cancelled while waiting for a thread")));
        }
    }

    private FailureDetails details(String summary) {
        return new FailureDetails.Builder(summary, Phase.ADMISSION)
                .request(request.method(), request.shownTarget())
                .requestId(requestId)
                .nanos(totalNanos, totalNanos)
                .build();
    }

    /** Once, and not on the reaper's thread: what depends on the future is the user's code. */
    private void fail(HopguardException failure) {
        if (isDone() || !failing.compareAndSet(false, true)) {
            return;
        }
        ForkJoinPool.commonPool().execute(() -> super.completeExceptionally(failure));
    }

    /** The call's own answer; false when the future has ended in the meantime. */
    boolean deliver(T value) {
        return super.complete(value);
    }

    @Override
    public boolean complete(T value) {
        return endsTheCall(super.complete(value));
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        return endsTheCall(super.completeExceptionally(failure));
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return endsTheCall(super.cancel(mayInterruptIfRunning));
    }

    private boolean endsTheCall(boolean ended) {
        CallControl running = control;
        if (ended && running != null) {
            running.end(CallControl.End.CANCELLED);
        }
        return ended;
    }
}

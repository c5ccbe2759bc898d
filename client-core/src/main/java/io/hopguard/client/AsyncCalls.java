package io.hopguard.client;

import io.hopguard.client.budget.DeadlineScope;
import io.hopguard.client.error.BulkheadFullException;
import io.hopguard.client.error.FailureDetails;
import io.hopguard.client.error.Phase;
import io.hopguard.client.error.RejectedException;
import io.hopguard.client.http.Request;
import io.hopguard.client.internal.kernel.CallControl;
import io.hopguard.client.internal.kernel.CallTrace;
import io.hopguard.client.internal.kernel.DeadlineReaper;
import io.hopguard.client.internal.kernel.Time;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the same calls on the executor's threads. */
final class AsyncCalls {
    private final Calls calls;
    private final Executor executor;
    private final DeadlineReaper reaper;
    private final Time time;
    private final BooleanSupplier accepting;

    AsyncCalls(Calls calls, Executor executor, DeadlineReaper reaper, Time time, BooleanSupplier accepting) {
        this.calls = calls;
        this.executor = executor;
        this.reaper = reaper;
        this.time = time;
        this.accepting = accepting;
    }

    /**
     * Starts a call under the scope of this thread; the time in the executor's queue counts.
     *
     * @param discard frees a value that came when the future had been ended
     * @return null when no call may begin any more
     */
    <T> @Nullable CompletableFuture<T> start(Request request, Calls.Kind<T> kind, Consumer<T> discard) {
        String id = calls.idOf(request);
        long start = time.nanos();
        long allowedNanos = calls.allowedNanos(request);
        CallFuture<T> future = new CallFuture<>(request, id, allowedNanos, start);
        // First, or whoever refuses calls and then waits for those under way could miss it.
        reaper.watch(future);
        if (!accepting.getAsBoolean()) {
            reaper.forget(future);
            return null;
        }
        // However it ends: an executor may drop its task, and then nobody else would let go of it.
        CallTrace trace = calls.trace(request);
        Supplier<CallControl> controls = () -> {
            CallControl control = calls.control(allowedNanos, start, id);
            control.tracedBy(trace);
            return control;
        };
        future.whenComplete((value, failure) -> over(future, request, controls, failure));
        try {
            executor.execute(DeadlineScope.wrap(() -> {
                CallControl control = controls.get();
                if (future.begin(control)) {
                    // Under way without a gap, or a client that is closing would not wait for it.
                    reaper.watch(control);
                    reaper.forget(future);
                    complete(future, () -> calls.make(request, kind, control), discard);
                }
            }));
        } catch (RejectedExecutionException e) {
            future.completeExceptionally(refusal(request, id, e));
        } catch (RuntimeException | Error e) {
            future.completeExceptionally(e);
            throw e;
        }
        return future;
    }

    private void over(
            CallFuture<?> future, Request request, Supplier<CallControl> controls, @Nullable Throwable failure) {
        try {
            if (future.abandon()) {
                calls.neverRan(request, controls.get(), failure);
            }
        } finally {
            // Last, or a client that is closing would not wait for what is told.
            reaper.forget(future);
        }
    }

    private RejectedException refusal(Request request, String id, RejectedExecutionException e) {
        if (!accepting.getAsBoolean()) {
            return Calls.closed(request, id, e);
        }
        return new BulkheadFullException(
                new FailureDetails.Builder("no thread is free for another asynchronous call", Phase.ADMISSION)
                        .request(request.method(), request.shownTarget())
                        .requestId(id)
                        .cause(e)
                        .build());
    }

    private static <T> void complete(CallFuture<T> future, Supplier<T> call, Consumer<T> discard) {
        try {
            T value = call.get();
            if (!future.deliver(value)) {
                discard.accept(value);
            }
        } catch (Throwable e) {
            // Errors too: nobody else would ever see them.
            future.completeExceptionally(e);
        }
    }
}

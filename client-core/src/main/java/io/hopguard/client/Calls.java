package io.hopguard.client;

import io.hopguard.client.budget.Deadline;
import io.hopguard.client.budget.DeadlineScope;
import io.hopguard.client.error.BulkheadFullException;
import io.hopguard.client.error.ClientClosedException;
import io.hopguard.client.error.FailureDetails;
import io.hopguard.client.error.Phase;
import io.hopguard.client.error.RejectedException;
import io.hopguard.client.http.Request;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.AttemptRun;
import io.hopguard.client.internal.kernel.CallControl;
import io.hopguard.client.internal.kernel.DeadlineReaper;
import io.hopguard.client.internal.kernel.Exchange;
import io.hopguard.client.internal.kernel.Stage;
import io.hopguard.client.internal.kernel.Time;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends requests down the pipeline: on the calling thread, or, for a future, on one of the executor's. */
final class Calls {
    private static final Logger LOG = LoggerFactory.getLogger("io.hopguard.client");

    private final Stage pipeline;
    private final Time time;
    private final Duration total;
    private final Executor executor;
    private final DeadlineReaper reaper;
    private final BooleanSupplier closed;

    Calls(ClientSettings settings, Stage pipeline, Executor executor, DeadlineReaper reaper, BooleanSupplier closed) {
        this.pipeline = pipeline;
        this.time = settings.internals().time();
        this.total = settings.timeouts().total();
        this.executor = executor;
        this.reaper = reaper;
        this.closed = closed;
    }

    Response run(Request request) {
        return run(request, control(allowedNanos(request), time.nanos()));
    }

    private Response run(Request request, CallControl control) {
        DeadlineScope scope = DeadlineScope.current();
        try {
            return pipeline.execute(new Exchange(request, control, AttemptRun.NONE));
        } finally {
            if (scope != null && scope.callEnded()) {
                LOG.debug("{} {} ended after the observed deadline", request.method(), request.shownTarget());
            }
        }
    }

    /** The same on another thread, under the scope of this one; the time in the executor's queue counts. */
    <T> CompletableFuture<T> start(Request request, Function<Response, T> reader) {
        long start = time.nanos();
        long allowedNanos = allowedNanos(request);
        CallFuture<T> future = new CallFuture<>(request, allowedNanos, start);
        reaper.watch(future);
        // However it ends: an executor may drop its task, and then nobody else would let go of it.
        future.whenComplete((value, failure) -> reaper.forget(future));
        try {
            executor.execute(DeadlineScope.wrap(() -> {
                CallControl control = control(allowedNanos, start);
                boolean begun = future.begin(control);
                reaper.forget(future);
                if (begun) {
                    complete(future, request, control, reader);
                }
            }));
        } catch (RejectedExecutionException e) {
            future.completeExceptionally(refusal(request, e));
        } catch (RuntimeException | Error e) {
            future.completeExceptionally(e);
            throw e;
        }
        return future;
    }

    private RejectedException refusal(Request request, RejectedExecutionException e) {
        boolean over = closed.getAsBoolean();
        String summary = over ? "the client is closed" : "no thread is free for another asynchronous call";
        FailureDetails details = new FailureDetails.Builder(summary, Phase.ADMISSION)
                .request(request.method(), request.shownTarget())
                .cause(e)
                .build();
        return over ? new ClientClosedException(details) : new BulkheadFullException(details);
    }

    private <T> void complete(
            CallFuture<T> future, Request request, CallControl control, Function<Response, T> reader) {
        try {
            future.deliver(reader.apply(run(request, control)));
        } catch (Throwable e) {
            // Errors too: nobody else would ever see them.
            future.completeExceptionally(e);
        }
    }

    private CallControl control(long allowedNanos, long start) {
        long spent = time.nanos() - start;
        return new CallControl(allowedNanos, Deadline.after(allowedNanos - spent, time::nanos), start);
    }

    /** The call's own limit, or what the scope leaves of it. */
    private long allowedNanos(Request request) {
        long totalNanos = Deadline.saturatedNanos(request.timeout() != null ? request.timeout() : total);
        DeadlineScope scope = DeadlineScope.current();
        Deadline bound = scope == null ? null : scope.deadline();
        return bound == null ? totalNanos : Math.min(totalNanos, Math.max(0, bound.remainingNanos()));
    }
}

package io.hopguard.client;

import io.hopguard.client.budget.Deadline;
import io.hopguard.client.budget.DeadlineScope;
import io.hopguard.client.error.CallCancelledException;
import io.hopguard.client.error.ClientClosedException;
import io.hopguard.client.error.FailureDetails;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.Phase;
import io.hopguard.client.http.Request;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.AttemptRun;
import io.hopguard.client.internal.kernel.CallControl;
import io.hopguard.client.internal.kernel.CallObserver;
import io.hopguard.client.internal.kernel.CallTrace;
import io.hopguard.client.internal.kernel.DeadlineReaper;
import io.hopguard.client.internal.kernel.Diagnoses;
import io.hopguard.client.internal.kernel.Exchange;
import io.hopguard.client.internal.kernel.RequestIds;
import io.hopguard.client.internal.kernel.Stage;
import io.hopguard.client.internal.kernel.Streaming;
import io.hopguard.client.internal.kernel.Time;
import io.hopguard.client.internal.trace.CallTracing;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends requests down the pipeline, on the calling thread. */
final class Calls {
    private static final Logger LOG = LoggerFactory.getLogger("io.hopguard.client");

    /** One kind of call: what it makes of a request within a limit. */
    @FunctionalInterface
    interface Kind<T> {
        T make(Request request, CallControl control);
    }

    private final Stage pipeline;
    private final CallObserver observers;
    private final BodyReader reader;
    private final Time time;
    private final LongSupplier clock;
    private final long totalNanos;
    private final Duration streamTotal;
    private final DeadlineReaper reaper;
    private final @Nullable CallTracing tracing;
    private final BooleanSupplier accepting;
    private final RequestIds ids;

    Calls(
            ClientSettings settings,
            CallObserver observers,
            Stage pipeline,
            DeadlineReaper reaper,
            @Nullable CallTracing tracing,
            BooleanSupplier accepting) {
        this.pipeline = pipeline;
        this.observers = observers;
        this.reader = new BodyReader(settings.codec(), new Diagnoses(settings.diagnosis()));
        this.time = settings.internals().time();
        this.clock = time::nanos;
        this.totalNanos = Deadline.saturatedNanos(settings.policies().timeouts().total());
        this.streamTotal = settings.policies().timeouts().streamTotal();
        this.reaper = reaper;
        this.tracing = tracing;
        this.accepting = accepting;
        this.ids = new RequestIds(settings.requestIdHeader());
    }

    /** Any response as it is. */
    Kind<Response> any() {
        return (request, control) -> run(new Exchange(request, control, AttemptRun.NONE));
    }

    /** The value that a good response holds, of one call. */
    Kind<Object> value(Type type) {
        return new Reading(this, type);
    }

    BodyReader reader() {
        return reader;
    }

    /** A good response with its body still to be read, for which there is {@code timeouts.streamTotal}. */
    Kind<StreamedResponse> stream() {
        return stream(streamTotal);
    }

    /** A good response with its body still to be read, for which there is this much time from its head on. */
    Kind<StreamedResponse> stream(Duration streamTotal) {
        return streamed(streamTotal, Response::orThrow);
    }

    /** The same for any response; the body of one that is no success has been read already. */
    Kind<StreamedResponse> streamOfAny() {
        return streamed(streamTotal, answer -> answer);
    }

    private Kind<StreamedResponse> streamed(Duration allowed, UnaryOperator<Response> judge) {
        return (request, control) -> {
            Streaming streaming = new Streaming(reaper, time, Deadline.saturatedNanos(allowed), bound(), observers);
            boolean handed = false;
            try {
                Response head = judge.apply(run(new Exchange(request, control, AttemptRun.NONE).streaming(streaming)));
                StreamedResponse response = new StreamedResponse(head, streaming.body(head));
                if (control.end() == CallControl.End.CLOSED) {
                    // Of the stream nobody knew then.
                    streaming.end(CallControl.End.CLOSED);
                }
                handed = true;
                return response;
            } finally {
                if (!handed) {
                    streaming.close();
                }
            }
        };
    }

    /** Puts a call under the reaper's eye, where it has to be {@link #make made} then; null when none may begin any more. */
    @Nullable
    CallControl begin(Request request) {
        CallControl control = control(allowedNanos(request), time.nanos(), ids.of(request));
        // First, or whoever refuses calls and then waits for those under way could miss it.
        reaper.watch(control);
        if (accepting.getAsBoolean()) {
            return control;
        }
        reaper.forget(control);
        return null;
    }

    /** What has begun is under way until it is handed out: a response, a value, or a stream that is then watched by itself. */
    <T> T make(Request request, Kind<T> kind, CallControl begun) {
        try {
            return kind.make(request, begun);
        } finally {
            reaper.forget(begun);
        }
    }

    /** What this thread calls the call that it begins. */
    String idOf(Request request) {
        return ids.of(request);
    }

    static ClientClosedException closed(Request request, String id, @Nullable Throwable cause) {
        return new ClientClosedException(new FailureDetails.Builder("the client is closed", Phase.ADMISSION)
                .request(request.method(), request.shownTarget())
                .requestId(id)
                .cause(cause)
                .build());
    }

    /** An asynchronous call that was refused, given up, or out of time before a thread was there for it, is a call like any other. */
    void neverRan(Request request, CallControl control, @Nullable Throwable failure) {
        long elapsed = time.nanos() - control.startNanos();
        HopguardException told = failure instanceof HopguardException ours
                ? ours
                : new CallCancelledException(
                        new FailureDetails.Builder("cancelled while waiting for a thread", Phase.ADMISSION)
                                .request(request.method(), request.shownTarget())
                                .requestId(control.requestId())
                                .nanos(elapsed, control.totalNanos())
                                .build());
        Exchange call = new Exchange(request, control, AttemptRun.NONE);
        observers.callStarted(call);
        observers.callFailed(call, told, elapsed);
        control.trace().abandon(failure == null ? told : failure);
    }

    /** Begins the trace of a call that another thread will run; its parent is what this thread does now. */
    CallTrace trace(Request request) {
        return tracing == null ? CallTrace.NONE : tracing.begin(request);
    }

    Response run(Exchange exchange) {
        DeadlineScope scope = DeadlineScope.current();
        try {
            return pipeline.execute(exchange);
        } finally {
            if (scope != null && scope.callEnded()) {
                Request request = exchange.request();
                LOG.debug("{} {} ended after the observed deadline", request.method(), request.shownTarget());
            }
        }
    }

    /** For this thread; what has passed since the start is spent. */
    CallControl control(long allowedNanos, long start, String id) {
        return new CallControl(allowedNanos, clock, start, id);
    }

    /** The call's own limit, or what the scope leaves of it. */
    long allowedNanos(Request request) {
        Duration own = request.timeout();
        long nanos = own == null ? totalNanos : Deadline.saturatedNanos(own);
        Deadline bound = bound();
        return bound == null ? nanos : Math.min(nanos, Math.max(0, bound.remainingNanos()));
    }

    /** By when whatever this thread does must have ended, or null. */
    private static @Nullable Deadline bound() {
        DeadlineScope scope = DeadlineScope.current();
        return scope == null ? null : scope.deadline();
    }
}

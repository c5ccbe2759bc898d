package io.hopguard.client.internal.kernel;

import io.hopguard.client.budget.Deadline;
import io.hopguard.client.error.DeadlineExceededException;
import io.hopguard.client.error.FailureDetails;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.Phase;
import io.hopguard.client.http.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The body of a streamed call's answer, from its head to its end: under the reaper's eye with a deadline of its own, and
 * given back exactly once, by whoever is first: the reader at its end, {@link #close()}, the reaper at the deadline or when
 * nobody can read any more. Read by one thread at a time, ended by any.
 */
public final class Streaming implements Exchange.Use, DeadlineReaper.Watched, AutoCloseable {
    private static final String CLOSED = "the response stream is closed";

    /** A body that is still on the wire. */
    public interface Source {
        /** As {@link InputStream#read(byte[], int, int)}; throws nothing but what is ours. */
        int read(byte[] bytes, int offset, int length);

        /** Lets go of the connection, which may be used again after a whole body. Called once. */
        void release(boolean whole);
    }

    private final DeadlineReaper reaper;
    private final Time time;
    private final long totalNanos;
    private final @Nullable Deadline bound;
    private final CallObserver observers;
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicBoolean told = new AtomicBoolean();
    private final List<Runnable> whenOver = new ArrayList<>(1);
    private @Nullable Exchange exchange;
    private @Nullable Source source;
    private @Nullable Response head;
    private volatile @Nullable WeakReference<InputStream> handle;
    private volatile boolean reading;
    private boolean atEnd;
    private volatile long bytesRead;

    /**
     * Not begun.
     *
     * @param totalNanos how long the body may take, from its head on
     * @param bound by when it must have ended, or null
     * @param observers are told of its end
     */
    public Streaming(
            DeadlineReaper reaper, Time time, long totalNanos, @Nullable Deadline bound, CallObserver observers) {
        this.reaper = reaper;
        this.time = time;
        this.totalNanos = totalNanos;
        this.bound = bound;
        this.observers = observers;
    }

    /** The exchange of the rest: the same request under the stream's own deadline, aborted by this action. */
    public Exchange begin(Exchange answered, Runnable abort) {
        long start = time.nanos();
        long nanos = bound == null ? totalNanos : Math.min(totalNanos, Math.max(0, bound.remainingNanos()));
        CallControl control =
                new CallControl(nanos, time::nanos, start, answered.control().requestId());
        control.runsOn(null);
        AttemptRun run = new AttemptRun(answered.run().number(), control.deadlineNanos(), time::nanos, start);
        run.enter(Phase.BODY);
        run.peer(answered.run().peer());
        run.onAbort(abort);
        control.enter(run);
        exchange = new Exchange(answered.request(), control, run).streaming(this);
        return exchange;
    }

    /** Another attempt begins: what an earlier one has opened was not wanted, and must not be taken for the new answer. */
    public void drop() {
        Source earlier = source;
        source = null;
        exchange = null;
        if (earlier != null) {
            earlier.release(false);
        }
    }

    /** What is read from now on. */
    public void open(Source body) {
        source = body;
    }

    /** Whether there is a body still to be read. */
    public boolean isOpen() {
        return source != null;
    }

    /** How much of the body has been handed out. */
    public long bytesRead() {
        return bytesRead;
    }

    /** Does it when the stream is over; false when there is none to wait for. */
    public boolean whenOver(Runnable action) {
        if (source == null) {
            return false;
        }
        whenOver.add(action);
        return true;
    }

    /** Hands the body out; from here on its deadline is watched. */
    public InputStream body(Response answer) {
        Exchange reading = exchange;
        if (reading == null || source == null) {
            return new ByteArrayInputStream(answer.bytes());
        }
        head = answer;
        InputStream body = new StreamedBody(this);
        handle = new WeakReference<>(body);
        reaper.watch(this);
        return body;
    }

    int read(byte[] bytes, int offset, int length) throws IOException {
        Exchange current = exchange;
        Source from = source;
        if (atEnd || current == null || from == null) {
            return -1;
        }
        reading = true;
        try {
            failIfOver(current);
            current.control().runsOn(Thread.currentThread());
            int read = from.read(bytes, offset, length);
            atEnd = read < 0;
            bytesRead = bytesRead + Math.max(0, read);
            if (atEnd && finish(true)) {
                tellEnd(current, null, true);
            }
            return read;
        } catch (HopguardException e) {
            if (!finish(false) && current.control().end() == CallControl.End.NONE) {
                // What broke is what another thread's close() has cut off.
                throw new IOException(CLOSED);
            }
            HopguardException named = named(e, current);
            // The observers of the call have long seen it end well.
            tellEnd(current, named, false);
            throw named;
        } finally {
            current.control().runsOn(null);
            reading = false;
        }
    }

    /** Once, however often it is read after its end. */
    private void tellEnd(Exchange current, @Nullable HopguardException failure, boolean whole) {
        if (told.compareAndSet(false, true)) {
            observers.streamEnded(current, failure, whole, elapsedNanos(current));
        }
    }

    private void failIfOver(Exchange current) throws IOException {
        if (over.get()) {
            HopguardException ended = Failures.ended(current.control(), Phase.BODY, null);
            if (ended != null) {
                throw ended;
            }
            throw new IOException(CLOSED);
        }
    }

    private long elapsedNanos(Exchange current) {
        return time.nanos() - current.control().startNanos();
    }

    private HopguardException named(HopguardException failure, Exchange current) {
        CallControl control = current.control();
        String summary = current.request().shown(failure.details().summary());
        FailureDetails.Builder details = failure.details().toBuilder()
                .summary(
                        failure instanceof DeadlineExceededException
                                ? summary + ", past timeouts.streamTotal"
                                : summary)
                .request(current.request().method(), current.request().shownTarget())
                .sent(true, false)
                .requestId(control.requestId())
                .nanos(elapsedNanos(current), control.totalNanos());
        return failure.retold(
                head == null
                        ? details.build()
                        : details.attempts(head.attempts(), null, null).build());
    }

    @Override
    public void checkAt(long nowNanos) {
        Exchange current = exchange;
        WeakReference<InputStream> body = handle;
        if (current == null || body == null) {
            return;
        }
        if (body.refersTo(null)) {
            lost(current, "was dropped without being read to its end or closed");
            return;
        }
        current.control().checkAt(nowNanos);
        CallControl.End ended = current.control().end();
        if (ended == CallControl.End.NONE || reading) {
            return;
        }
        if (ended == CallControl.End.DEADLINE) {
            lost(current, "was neither read to its end nor closed in time");
        } else {
            // During a read that came through all the same: nobody left it lying.
            end(ended);
        }
    }

    private void lost(Exchange current, String how) {
        if (finish(false) && told.compareAndSet(false, true)) {
            observers.streamLost(current, how);
        }
    }

    @Override
    public void end(CallControl.End reason) {
        Exchange current = exchange;
        if (current != null) {
            current.control().end(reason);
        }
        if (!reading && finish(false) && current != null && handle != null) {
            // Nobody may ever read it again, and find out.
            HopguardException ended = Failures.ended(current.control(), Phase.BODY, null);
            tellEnd(current, ended == null ? null : named(ended, current), false);
        }
    }

    /** Cuts the connection off where the body has not been read to its end. */
    @Override
    public void close() {
        Exchange current = exchange;
        if (finish(false) && current != null && handle != null) {
            tellEnd(current, null, false);
        }
    }

    private boolean finish(boolean whole) {
        if (!over.compareAndSet(false, true)) {
            return false;
        }
        reaper.forget(this);
        try {
            if (source != null) {
                source.release(whole);
            }
        } finally {
            whenOver.forEach(Runnable::run);
        }
        return true;
    }
}

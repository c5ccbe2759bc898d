package io.hopguard.client.internal.observe;

import io.hopguard.client.error.Attempt;
import io.hopguard.client.error.CallCancelledException;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.RejectedException;
import io.hopguard.client.http.Response;
import io.hopguard.client.http.Target;
import io.hopguard.client.internal.kernel.CallObserver;
import io.hopguard.client.internal.kernel.DeadlineReaper;
import io.hopguard.client.internal.kernel.Exchange;
import io.hopguard.client.internal.observe.LineWindow.Line;
import io.hopguard.client.internal.observe.LineWindow.Sort;
import io.hopguard.client.policy.LogPolicy;
import io.hopguard.client.policy.Redaction;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ForkJoinPool;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** One line for each call, at a level that goes by its end, and no more of them than somebody can read. */
public final class LogObserver implements CallObserver, DeadlineReaper.Errand {
    private static final Logger LOG = LoggerFactory.getLogger("io.hopguard.client");
    private static final Logger CALLS = LoggerFactory.getLogger("io.hopguard.client.calls");

    private final CallLines lines;
    private final StateLines states;
    private final LineLimits limits;
    private final @Nullable Duration slowAfter;

    public LogObserver(String client, LogPolicy policy, Redaction redaction, LongSupplier clock) {
        this.lines = new CallLines(client, redaction);
        this.states = new StateLines(client, policy, redaction, clock);
        this.limits = new LineLimits(policy, clock, ForkJoinPool.commonPool(), lines::summary);
        this.slowAfter = policy.slowAfter();
    }

    @Override
    public void retryScheduled(Exchange call, Attempt failed, long delayNanos) {
        if (CALLS.isDebugEnabled()) {
            lines.waits(call, failed, delayNanos);
        }
    }

    @Override
    public void callAnswered(Exchange call, Response response, long elapsedNanos) {
        boolean slow = isSlow(call, elapsedNanos);
        if (response.gaveUp() != null && !response.isSuccess()) {
            if (CALLS.isWarnEnabled()) {
                failed(call, Objects.requireNonNull(response.failure()), elapsedNanos);
            }
            return;
        }
        boolean recovered = response.wasTriedOften() && wasRetried(response.attempts());
        Level level = Level.DEBUG;
        if ((recovered || slow) && CALLS.isWarnEnabled()) {
            Sort sort = recovered ? Sort.RECOVERED : Sort.SLOW;
            boolean says =
                    limits.take(call.request().target(), new Line(sort, CALLS.isInfoEnabled(), sort.name(), () -> ""));
            level = says ? Level.INFO : Level.DEBUG;
        }
        if (CALLS.isEnabledForLevel(level)) {
            lines.answered(level, call, response, new CallLines.End(elapsedNanos, slow));
        }
    }

    private boolean isSlow(Exchange call, long elapsedNanos) {
        return slowAfter == null ? elapsedNanos > call.control().totalNanos() / 2 : elapsedNanos >= slowAfter.toNanos();
    }

    /** A redirect or a renewed token makes another attempt that is none of these. */
    private static boolean wasRetried(List<Attempt> attempts) {
        for (Attempt attempt : attempts) {
            if (attempt.number() > 1) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void callFailed(Exchange call, HopguardException failure, long elapsedNanos) {
        failed(call, failure, elapsedNanos);
    }

    private void failed(Exchange call, HopguardException failure, long elapsedNanos) {
        if (!CALLS.isWarnEnabled()) {
            return;
        }
        // As many as there are calls, and nothing new: the breaker's change has been told.
        Sort sort = failure instanceof RejectedException ? Sort.REFUSED : Sort.FAILED;
        String kind = LogWords.kind(failure.code(), failure.diagnosis());
        boolean says = limits.take(call.request().target(), new Line(sort, true, kind, () -> CallLines.story(failure)));
        Level level = says ? Level.WARN : Level.DEBUG;
        if (CALLS.isEnabledForLevel(level)) {
            lines.failed(level, call, failure, new CallLines.End(elapsedNanos, isSlow(call, elapsedNanos)));
        }
    }

    @Override
    public void streamEnded(Exchange call, @Nullable HopguardException failure, boolean whole, long elapsedNanos) {
        if (failure != null && !(failure instanceof CallCancelledException)) {
            failed(call, failure, elapsedNanos);
        }
    }

    @Override
    public void streamLost(Exchange call, String how) {
        if (!LOG.isWarnEnabled()) {
            return;
        }
        String words = "the response stream of " + call.request() + " " + how
                + "; its connection is cut off. Close a StreamedResponse";
        boolean says = limits.take(call.request().target(), new Line(Sort.FAILED, true, "stream_lost", () -> words));
        lines.lost(says ? Level.WARN : Level.DEBUG, call, words);
    }

    @Override
    public void breakerChanged(Target target, String from, String to, @Nullable HopguardException last) {
        states.breaker(target, from, to, last);
    }

    @Override
    public void retryBudgetChanged(Target target, boolean exhausted) {
        states.retryBudget(target, exhausted);
    }

    @Override
    public boolean isPending() {
        return limits.isPending() || states.isPending();
    }

    @Override
    public void tick(long nowNanos) {
        limits.tick(nowNanos);
        states.tick(nowNanos);
    }

    @Override
    public void clientClosed() {
        limits.close();
        states.close();
    }
}

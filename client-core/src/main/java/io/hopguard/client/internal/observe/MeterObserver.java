package io.hopguard.client.internal.observe;

import io.hopguard.client.budget.Deadline;
import io.hopguard.client.error.Attempt;
import io.hopguard.client.error.GaveUp;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.HttpStatusException;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.AttemptRun;
import io.hopguard.client.internal.kernel.CallControl;
import io.hopguard.client.internal.kernel.CallObserver;
import io.hopguard.client.internal.kernel.Exchange;
import io.hopguard.client.internal.kernel.Figure;
import io.hopguard.client.internal.kernel.PerTarget;
import io.hopguard.client.internal.kernel.Streaming;
import io.hopguard.client.policy.MeterPolicy;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Keeps the meters of a client. */
public final class MeterObserver implements CallObserver, AutoCloseable {
    private static final String COMPLETE = "complete";
    private static final String CLOSED = "closed";

    private final Registrations meters;
    private final CallMeters calls;
    private final ConnectionMeters connections;
    private final FigureMeters figures;
    private final Waits waits;
    private final Timer leftAtSend;
    private final Timer leftAtEnd;
    private final DistributionSummary sizes;
    private final Counter leaks;
    private final Tagged<Counter> retries;
    private final Tagged<Counter> gaveUp;
    private final Tagged<Timer> streams;
    private volatile double totalSeconds;

    /**
     * Registers what does not wait for traffic.
     *
     * @param redaction masks what is not to be shown of a target
     * @param total the client's time limit of calls
     */
    public MeterObserver(
            MeterRegistry registry,
            String clientName,
            MeterPolicy policy,
            UnaryOperator<String> redaction,
            Duration total) {
        this.meters = new Registrations(registry, clientName);
        meters.warnIfNameIsTaken();
        long totalNanos = Deadline.saturatedNanos(total);
        this.totalSeconds = totalNanos / 1e9;
        meters.gauge(ClientMeter.TIMEOUT_TOTAL, Tags.empty(), "seconds", () -> totalSeconds);
        this.calls = new CallMeters(meters, policy, buckets(policy, totalNanos));
        this.waits = new Waits(meters);
        this.connections = new ConnectionMeters(meters, waits);
        this.figures = new FigureMeters(meters, new TargetNames(policy.maxTargets(), redaction));
        this.leftAtSend = meters.timer(ClientMeter.BUDGET_LEFT, Tags.of("at", "send"), List.of());
        this.leftAtEnd = meters.timer(ClientMeter.BUDGET_LEFT, Tags.of("at", "end"), List.of());
        this.sizes = meters.bytes(ClientMeter.RESPONSE_SIZE);
        this.leaks = meters.counter(ClientMeter.LEAKS, Tags.empty());
        this.retries = new Tagged<>(reason -> meters.counter(ClientMeter.RETRIES, Tags.of("reason", reason)));
        this.gaveUp = new Tagged<>(reason -> meters.counter(ClientMeter.GAVE_UP, Tags.of("reason", reason)));
        this.streams =
                new Tagged<>(outcome -> meters.timer(ClientMeter.STREAMS, Tags.of("outcome", outcome), List.of()));
    }

    /** From now on this is the client's time limit of calls; the buckets stay. */
    public void total(Duration total) {
        totalSeconds = Deadline.saturatedNanos(total) / 1e9;
    }

    /** A percentile is only as exact as the buckets around it, and what it is compared with is the total. */
    private static List<Duration> buckets(MeterPolicy policy, long totalNanos) {
        if (!policy.histograms()) {
            return List.of();
        }
        List<Duration> ends = new ArrayList<>(policy.slo());
        ends.add(Duration.ofNanos(Math.max(1, totalNanos / 5 * 4)));
        ends.add(Duration.ofNanos(totalNanos));
        return ends;
    }

    @Override
    public void attemptEnded(Exchange call, AttemptRun run, Attempt attempt) {
        calls.attempted(call.request(), run, attempt);
        connections.attempted(run);
        if (run.sent() && run.leftAtSendNanos() >= 0) {
            long ofAttempt = run.deadlineNanos();
            long more = call.control().deadlineNanos() - ofAttempt;
            leftAtSend.record(Math.max(0, run.leftAtSendNanos() + more), TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void retryScheduled(Exchange call, Attempt failed, long delayNanos) {
        retries.of(failed.status() == 0 ? Objects.requireNonNull(failed.code()) : StatusTags.exact(failed.status()))
                .increment();
    }

    @Override
    public void waited(Exchange call, Wait kind, long nanos) {
        waits.waited(kind, nanos);
    }

    @Override
    public void callAnswered(Exchange call, Response response, long elapsedNanos) {
        calls.answered(call.request(), response.status(), elapsedNanos);
        ended(call.control(), response.gaveUp(), elapsedNanos);
        Streaming streaming = call.streaming();
        if (streaming == null || !streaming.isOpen()) {
            sizes.record(response.bytes().length);
        }
    }

    @Override
    public void callFailed(Exchange call, HopguardException failure, long elapsedNanos) {
        if (failure instanceof HttpStatusException answer) {
            calls.answered(call.request(), answer.status(), elapsedNanos);
        } else {
            calls.failed(call.request(), failure.code(), elapsedNanos);
        }
        ended(call.control(), failure.details().gaveUp(), elapsedNanos);
    }

    private void ended(CallControl call, @Nullable GaveUp reason, long elapsedNanos) {
        leftAtEnd.record(Math.max(0, call.totalNanos() - elapsedNanos), TimeUnit.NANOSECONDS);
        if (reason != null) {
            gaveUp.of(reason.name().toLowerCase(Locale.ROOT)).increment();
        }
    }

    @Override
    public void streamEnded(Exchange call, @Nullable HopguardException failure, boolean whole, long elapsedNanos) {
        String outcome = failure != null ? failure.code() : whole ? COMPLETE : CLOSED;
        streams.of(outcome).record(elapsedNanos, TimeUnit.NANOSECONDS);
        Streaming streaming = call.streaming();
        if (streaming != null) {
            sizes.record(streaming.bytesRead());
        }
    }

    @Override
    public void streamLost(Exchange call, String how) {
        leaks.increment();
    }

    @Override
    public void figure(Figure figure, DoubleSupplier value) {
        figures.figure(figure, value);
    }

    @Override
    public <T> void figureOfTargets(Figure figure, PerTarget<T> values, ToDoubleFunction<T> value) {
        figures.figureOfTargets(figure, values, value);
    }

    @Override
    public void over(Figure figure) {
        figures.over(figure);
    }

    /** Takes the meters out of the registry. */
    @Override
    public void close() {
        meters.close();
    }
}

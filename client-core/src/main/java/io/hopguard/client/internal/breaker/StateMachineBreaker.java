package io.hopguard.client.internal.breaker;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.core.IntervalFunction;
import io.hopguard.client.budget.Deadline;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.ResponseSnapshot;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.Verdict.Health;
import io.hopguard.client.policy.CircuitBreakerPolicy;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of resilience4j, with its hazards guarded:
 *
 * <ul>
 *   <li>a permit is answered exactly once: a second answer is ignored, so that {@code finally} may answer too;
 *   <li>an attempt that began in another state is not counted (else two stale successes close a half-open breaker while
 *       its probe is under way): resilience4j makes new metrics for each half-open and closed period, so their identity
 *       tells;
 *   <li>a stale permit is not released either, because that would raise the half-open limit;
 *   <li>no event consumer is registered, because then every call pays for events; state changes are seen by comparing.
 * </ul>
 */
final class StateMachineBreaker implements Breaker {
    /** Is told of a change of state. */
    @FunctionalInterface
    interface OnChange {
        void changed(String from, String to, @Nullable HopguardException last);
    }

    /** The least that the state machine takes. */
    private static final Duration LEAST = Duration.ofMillis(1);

    private final CircuitBreaker machine;
    private final OnChange onChange;
    private final AtomicReference<Seen> lastSeen;
    private volatile @Nullable LastFailure lastFailure;
    private final LongAdder rejections = new LongAdder();

    StateMachineBreaker(CircuitBreaker machine, OnChange onChange) {
        this.machine = machine;
        this.onChange = onChange;
        this.lastSeen = new AtomicReference<>(seenNow(machine.getState()));
    }

    /** A state and since when it is known, in one, so that nobody sees the one without the other. */
    private record Seen(CircuitBreaker.State state, long sinceEpochMillis) {}

    private Seen seenNow(CircuitBreaker.State state) {
        return new Seen(state, nowEpochMillis());
    }

    @Override
    public @Nullable Permit acquire() {
        boolean permitted = machine.tryAcquirePermission();
        noteState();
        if (!permitted) {
            rejections.increment();
        }
        return permitted ? new OneAnswer(machine.getMetrics()) : null;
    }

    @Override
    public String state() {
        return machine.getState().name();
    }

    @Override
    public double failureRate() {
        float percent = machine.getMetrics().getFailureRate();
        return percent < 0 ? Double.NaN : percent / 100;
    }

    @Override
    public long rejections() {
        return rejections.sum();
    }

    @Override
    public @Nullable HopguardException lastFailure() {
        LastFailure last = lastFailure;
        return last == null ? null : last.exception();
    }

    @Override
    public void reset() {
        machine.reset();
        lastFailure = null;
        noteState();
    }

    @Override
    public void forceOpen() {
        machine.transitionToForcedOpenState();
        noteState();
    }

    @Override
    public void disable() {
        machine.transitionToDisabledState();
        noteState();
    }

    @Override
    public Breaker under(CircuitBreakerPolicy policy) {
        CircuitBreaker next = CircuitBreaker.of(machine.getName(), Breakers.config(policy));
        switch (machine.getState()) {
            case CLOSED -> {}
            case OPEN -> next.transitionToOpenStateFor(stillOpen(policy));
            case HALF_OPEN -> {
                // There is no other way from the start.
                next.transitionToOpenState();
                next.transitionToHalfOpenState();
            }
            case FORCED_OPEN -> next.transitionToForcedOpenState();
            case DISABLED -> next.transitionToDisabledState();
            case METRICS_ONLY -> next.transitionToMetricsOnlyState();
        }
        StateMachineBreaker heir = new StateMachineBreaker(next, onChange);
        heir.lastFailure = lastFailure;
        heir.lastSeen.set(new Seen(next.getState(), lastSeen.get().sinceEpochMillis()));
        heir.rejections.add(rejections());
        return heir;
    }

    private Duration stillOpen(CircuitBreakerPolicy policy) {
        Duration whole = Duration.ofNanos(Deadline.saturatedNanos(policy.openFor()));
        Duration left = whole.minusMillis(nowEpochMillis() - lastSeen.get().sinceEpochMillis());
        return left.compareTo(LEAST) > 0 ? left : LEAST;
    }

    @Override
    public long refusesForNanos() {
        if (machine.getState() != CircuitBreaker.State.OPEN) {
            // Forced open there is no end to tell.
            return -1;
        }
        IntervalFunction interval = machine.getCircuitBreakerConfig().getWaitIntervalFunctionInOpenState();
        long wholeMillis = interval.apply(1);
        if (interval.apply(1) != wholeMillis || interval.apply(2) != wholeMillis) {
            // One of the user's own, of chance or of how often it opened, which only the state machine knows.
            return -1;
        }
        long sinceMillis = nowEpochMillis() - lastSeen.get().sinceEpochMillis();
        return Deadline.saturatedNanos(Duration.ofMillis(Math.max(0, wholeMillis - sinceMillis)));
    }

    private long nowEpochMillis() {
        return machine.getCircuitBreakerConfig().getClock().millis();
    }

    /** Each change is told by one of the threads that see it; what was seen is read first, so that it never is the newer one. */
    private void noteState() {
        Seen before = lastSeen.get();
        CircuitBreaker.State now = machine.getState();
        while (now != before.state()) {
            if (lastSeen.compareAndSet(before, seenNow(now))) {
                onChange.changed(before.state().name(), now.name(), lastFailure());
                return;
            }
            before = lastSeen.get();
            now = machine.getState();
        }
    }

    private final class OneAnswer implements Permit {
        private final CircuitBreaker.Metrics period;
        private boolean answered;

        OneAnswer(CircuitBreaker.Metrics period) {
            this.period = period;
        }

        @Override
        public void answered(Health health, long elapsedNanos, Response response) {
            if (answered) {
                return;
            }
            if (health == Health.FAILURE) {
                lastFailure = new LastFailure(response.head(ResponseSnapshot.MAX_BODY_BYTES), null);
            }
            report(health, elapsedNanos, BadStatus.INSTANCE);
        }

        @Override
        public void failed(Health health, long elapsedNanos, HopguardException failure) {
            if (answered) {
                return;
            }
            if (health == Health.FAILURE) {
                lastFailure = new LastFailure(null, failure);
            }
            report(health, elapsedNanos, failure);
        }

        @Override
        public void release() {
            if (!answered) {
                report(Health.IGNORE, 0, BadStatus.INSTANCE);
            }
        }

        private void report(Health health, long elapsedNanos, Throwable cause) {
            answered = true;
            if (machine.getMetrics() != period) {
                return;
            }
            switch (health) {
                case SUCCESS -> machine.onSuccess(elapsedNanos, TimeUnit.NANOSECONDS);
                case FAILURE -> machine.onError(elapsedNanos, TimeUnit.NANOSECONDS, cause);
                case IGNORE -> machine.releasePermission();
            }
            noteState();
        }
    }

    /** What counted last, as the exception that is made of it when somebody asks, and then kept. */
    private static final class LastFailure {
        private final @Nullable Response response;
        private volatile @Nullable HopguardException exception;

        LastFailure(@Nullable Response response, @Nullable HopguardException exception) {
            this.response = response;
            this.exception = exception;
        }

        @Nullable
        HopguardException exception() {
            if (exception == null && response != null) {
                exception = response.failure();
            }
            return exception;
        }
    }

    /** Stands for a response whose status counts as a failure; the state machine wants a throwable. */
    private static final class BadStatus extends RuntimeException {
        private static final long serialVersionUID = 1L;
        static final BadStatus INSTANCE = new BadStatus();

        private BadStatus() {
            super("the response's status counts as a failure", null, false, false);
        }
    }
}

package io.hopguard.client.internal.breaker;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.core.IntervalFunction;
import io.hopguard.client.budget.Deadline;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.ResponseSnapshot;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.Verdict.Health;
import io.hopguard.client.policy.CircuitBreakerPolicy;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of resilience4j, with its hazards guarded:
 *
 * <ul>
 *   <li>a permit is answered exactly once: a second answer is ignored, so that {@code finally} may answer too;
 *   <li>an attempt that began in another state is not counted (else two stale successes close a half-open breaker while
 *       its probe is under way), see {@link Period};
 *   <li>a state that an operator set by force is set again when an attempt that was under way has moved the machine on;
 *   <li>a stale permit is not released either, because that would raise the half-open limit;
 *   <li>no event consumer is registered, because then every call pays for events; state changes are seen by comparing;
 *   <li>it makes an event with a date for each refusal, also where nobody hears it: one that has no listeners but us is asked
 *       once in a millisecond while it is open, because within it the answer is the same;
 *   <li>it counts under a lock: where nobody else reads its numbers, a success is not counted while its window is full of them.
 * </ul>
 */
final class StateMachineBreaker implements Breaker {
    /** Is told of a change of state. */
    @FunctionalInterface
    interface OnChange {
        void changed(String from, String to, @Nullable HopguardException last);
    }

    private static final long NOT_OPEN = Long.MIN_VALUE;
    private static final long MOST_NANOS = Deadline.saturatedNanos(ChronoUnit.FOREVER.getDuration());

    private final OnChange onChange;
    private final ReentrantLock changing = new ReentrantLock();
    private final AtomicReference<Seen> lastSeen;
    private final AtomicReference<Period> period;
    private final LongAdder rejections = new LongAdder();
    private volatile CircuitBreaker machine;
    /** Whether nobody else knows the state machine. */
    private volatile boolean ours;
    /** When it was asked what it last refused, by its own clock. */
    private volatile long refusedAtMillis = NOT_OPEN;

    private volatile @Nullable LastFailure lastFailure;
    private volatile CircuitBreaker.@Nullable State forced;

    /**
     * Made of a state machine.
     *
     * @param ours whether nobody else knows it, so that nobody misses its events and it opens for as long each time
     */
    StateMachineBreaker(CircuitBreaker machine, boolean ours, OnChange onChange) {
        this.machine = machine;
        this.ours = ours;
        this.onChange = onChange;
        this.lastSeen = new AtomicReference<>(seenNow(machine.getState()));
        this.period = new AtomicReference<>(new Period(machine.getMetrics()));
    }

    /** A state and since when it is known, in one, so that nobody sees the one without the other. */
    private record Seen(CircuitBreaker.State state, long sinceEpochMillis) {}

    private Seen seenNow(CircuitBreaker.State state) {
        return new Seen(state, nowEpochMillis());
    }

    @Override
    public @Nullable Permit acquire() {
        // Before it is asked: a refusal holds from then on.
        long openAtMillis = ours && machine.getState() == CircuitBreaker.State.OPEN ? nowEpochMillis() : NOT_OPEN;
        if (refusesStill(openAtMillis)) {
            rejections.increment();
            return null;
        }
        boolean permitted = machine.tryAcquirePermission();
        CircuitBreaker.State wanted = forced;
        if (wanted != null) {
            permitted = wanted == CircuitBreaker.State.DISABLED;
        }
        noteState();
        if (!permitted) {
            refusedAtMillis = openAtMillis;
            rejections.increment();
            return null;
        }
        return new OneAnswer(period(), machine.getState() == CircuitBreaker.State.HALF_OPEN);
    }

    private boolean refusesStill(long openAtMillis) {
        CircuitBreaker.State wanted = forced;
        return wanted == null
                ? openAtMillis != NOT_OPEN && openAtMillis == refusedAtMillis
                : ours && wanted == CircuitBreaker.State.FORCED_OPEN && machine.getState() == wanted;
    }

    private Period period() {
        Period known = period.get();
        while (!known.isThatOf(machine)) {
            period.compareAndSet(known, new Period(machine.getMetrics()));
            known = period.get();
        }
        return known;
    }

    @Override
    public String state() {
        return stateNow().name();
    }

    /** What an operator wants is the state, also while the state machine is being put right. */
    private CircuitBreaker.State stateNow() {
        CircuitBreaker.State wanted = forced;
        return wanted == null ? machine.getState() : wanted;
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
        changing.lock();
        try {
            forced = null;
            machine.reset();
            lastFailure = null;
        } finally {
            changing.unlock();
        }
        noteState();
    }

    @Override
    public void forceOpen() {
        force(CircuitBreaker.State.FORCED_OPEN);
    }

    @Override
    public void disable() {
        force(CircuitBreaker.State.DISABLED);
    }

    private void force(CircuitBreaker.State wanted) {
        changing.lock();
        try {
            forced = wanted;
        } finally {
            changing.unlock();
        }
        noteState();
    }

    /** An attempt that the state machine was about to judge may have moved it on. */
    private void obey() {
        CircuitBreaker.State wanted = forced;
        if (wanted == null || machine.getState() == wanted) {
            return;
        }
        changing.lock();
        try {
            if (forced == CircuitBreaker.State.FORCED_OPEN) {
                machine.transitionToForcedOpenState();
            } else if (forced == CircuitBreaker.State.DISABLED) {
                machine.transitionToDisabledState();
            }
        } finally {
            changing.unlock();
        }
    }

    @Override
    public void follow(CircuitBreakerPolicy policy) {
        changing.lock();
        try {
            CircuitBreaker before = machine;
            Period carried = period();
            long sinceMillis = sinceMillis();
            CircuitBreaker next = Heir.of(before, policy, stateNow(), sinceMillis, carried.probes.get());
            boolean goesOn = carried.isThatOf(before);
            machine = next;
            ours = true;
            if (goesOn) {
                carried.runEnds();
                carried.metrics = next.getMetrics();
            }
        } finally {
            changing.unlock();
        }
        noteState();
    }

    private long sinceMillis() {
        return nowEpochMillis() - lastSeen.get().sinceEpochMillis();
    }

    @Override
    public long refusesForNanos() {
        if (stateNow() != CircuitBreaker.State.OPEN) {
            // Forced open there is no end to tell.
            return -1;
        }
        long wholeMillis = opensForMillis(machine.getCircuitBreakerConfig().getWaitIntervalFunctionInOpenState());
        return wholeMillis < 0
                ? -1
                : Math.min(MOST_NANOS, TimeUnit.MILLISECONDS.toNanos(Math.max(0, wholeMillis - sinceMillis())));
    }

    private long opensForMillis(IntervalFunction interval) {
        long wholeMillis = interval.apply(1);
        // One of the user's own may be of chance or of how often it opened, which only the state machine knows.
        return ours || interval.apply(1) == wholeMillis && interval.apply(2) == wholeMillis ? wholeMillis : -1;
    }

    private long nowEpochMillis() {
        return machine.getCircuitBreakerConfig().getClock().millis();
    }

    /** Each change is told by one of the threads that see it; what was seen is read first, so that it never is the newer one. */
    private void noteState() {
        obey();
        Seen before = lastSeen.get();
        CircuitBreaker.State now = stateNow();
        while (now != before.state()) {
            if (lastSeen.compareAndSet(before, seenNow(now))) {
                onChange.changed(before.state().name(), now.name(), lastFailure());
                return;
            }
            before = lastSeen.get();
            now = stateNow();
        }
    }

    private final class OneAnswer implements Permit {
        private final Period since;
        private final boolean probe;
        private boolean answered;

        OneAnswer(Period since, boolean probe) {
            this.since = since;
            this.probe = probe;
            if (probe) {
                since.probes.incrementAndGet();
            }
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
            if (probe) {
                since.probes.decrementAndGet();
            }
            long run = since.run();
            CircuitBreaker now = machine;
            if (!since.isThatOf(now) || health == Health.SUCCESS && changesNothing(run, now)) {
                return;
            }
            switch (health) {
                case SUCCESS -> {
                    now.onSuccess(elapsedNanos, TimeUnit.NANOSECONDS);
                    since.succeeded(run);
                }
                case FAILURE -> {
                    since.runEnds();
                    now.onError(elapsedNanos, TimeUnit.NANOSECONDS, cause);
                    since.runEnds();
                    // Where the state machine has been exchanged or reset meanwhile, that is in whose window it may be.
                    period().runEnds();
                }
                case IGNORE -> now.releasePermission();
            }
            noteState();
        }

        /** The usual one: counting it would only have all threads meet at the window's lock. */
        private boolean changesNothing(long run, CircuitBreaker now) {
            return ours
                    && since.isFullOfSuccess(run, now.getCircuitBreakerConfig().getSlidingWindowSize())
                    && now.getState() == CircuitBreaker.State.CLOSED;
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

package io.hopguard.spring;

import io.hopguard.spring.InboundBudget.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what came of the budgets of callers: counts all, and writes at most one line of each kind in ten seconds. */
final class InboundReport {
    private static final Logger LOG = LoggerFactory.getLogger("io.hopguard.spring.inbound");
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final @Nullable MeterRegistry registry;
    private final boolean enforced;
    private final Line expired = new Line();
    private final Line late = new Line();

    InboundReport(@Nullable MeterRegistry registry, boolean enforced) {
        this.registry = registry;
        this.enforced = enforced;
    }

    void read(Outcome outcome, String method) {
        if (registry != null) {
            String shown = outcome.name().toLowerCase(Locale.ROOT);
            registry.counter("hopguard.inbound.requests", "budget", shown, "enforced", Boolean.toString(enforced))
                    .increment();
        }
        if (outcome == Outcome.EXPIRED) {
            expired.tell(
                    1,
                    enforced
                            ? "refused {} request(s) that came without any time left, the last a {}"
                            : "{} request(s) came without any time left, the last a {}; not refused, because hopguard.inbound.enforce is false",
                    method);
        }
    }

    /** Calls that the budget would have ended. */
    void late(long calls, String method) {
        if (calls > 0) {
            if (registry != null) {
                registry.counter("hopguard.inbound.late.calls").increment(calls);
            }
            late.tell(
                    calls,
                    "{} call(s) ended after the budget of the request, the last of a {}; not ended by it, because hopguard.inbound.enforce is false",
                    method);
        }
    }

    /** One kind of line. */
    private static final class Line {
        private final AtomicLong nextNanos = new AtomicLong(System.nanoTime());
        private final LongAdder untold = new LongAdder();

        void tell(long count, String message, String method) {
            untold.add(count);
            long next = nextNanos.get();
            long now = System.nanoTime();
            if (now - next >= 0 && nextNanos.compareAndSet(next, now + QUIET_NANOS)) {
                LOG.info(message, untold.sumThenReset(), method);
            }
        }
    }
}

package io.hopguard.benchmarks.rehearsal;

import com.linecorp.armeria.client.retry.Backoff;
import com.linecorp.armeria.common.Flags;
import io.hopguard.benchmarks.outage.peer.Policy;
import io.hopguard.benchmarks.outage.peer.Site;
import io.hopguard.benchmarks.outage.world.World;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Armeria's breaker with its defaults, written anew as nobody can give the original another clock. It counts by the second
 * and judges when a second is full: open once more than half of at least 10 failed; then one probe after 10 s, and others 3 s apart.
 */
final class Armeria implements Breaker {
    private static final long COUNTING_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long OPEN_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long PROBING_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final int LEAST = 10;

    private final World world;
    private long countingSince;
    private int failures;
    private int successes;
    private boolean closed = true;
    private long probeAt;

    private Armeria(World world) {
        this.world = world;
    }

    /** Within its retry, which ends with the time for the response. */
    static Policy decorated(Site site) {
        return new RetriedThroughBreaker(site, new Armeria(site.world()), () -> waits(site));
    }

    private static LongSupplier waits(Site site) {
        Backoff backoff = Backoff.ofDefault();
        long endNanos = site.world().nanos() + TimeUnit.MILLISECONDS.toNanos(Flags.defaultResponseTimeoutMillis());
        int[] attempts = {0};
        return () -> {
            long millis = ++attempts[0] < Flags.defaultMaxTotalAttempts() ? backoff.nextDelayMillis(attempts[0]) : -1;
            return site.world().nanos() + TimeUnit.MILLISECONDS.toNanos(millis) < endNanos ? millis : -1;
        };
    }

    @Override
    public boolean admits() {
        if (closed) {
            return true;
        }
        if (world.nanos() < probeAt) {
            return false;
        }
        probeAt = world.nanos() + PROBING_NANOS;
        return true;
    }

    @Override
    public void succeeded() {
        closed = true;
        count(0);
    }

    @Override
    public void failed() {
        if (!closed) {
            probeAt = world.nanos() + OPEN_NANOS;
            return;
        }
        count(1);
    }

    private void count(int failed) {
        if (world.nanos() - countingSince >= COUNTING_NANOS) {
            countingSince = world.nanos();
            if (failures + successes >= LEAST && failures > successes) {
                closed = false;
                probeAt = world.nanos() + OPEN_NANOS;
            }
        }
        failures += failed;
        successes += 1 - failed;
    }
}

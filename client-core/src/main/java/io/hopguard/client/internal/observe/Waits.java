package io.hopguard.client.internal.observe;

import io.hopguard.client.internal.kernel.CallObserver.Wait;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Times waits that took place; what came nearly at once was none. */
final class Waits {
    private static final long LEAST_NANOS = 100_000;

    private final Timer backoff;
    private final Timer bulkhead;
    private final Timer lease;

    Waits(Registrations meters) {
        this.backoff = timer(meters, "backoff");
        this.bulkhead = timer(meters, "bulkhead");
        this.lease = timer(meters, "lease");
    }

    private static Timer timer(Registrations meters, String kind) {
        return meters.timer(ClientMeter.WAIT, Tags.of("kind", kind), List.of());
    }

    void waited(Wait kind, long nanos) {
        if (kind == Wait.BACK_OFF) {
            backoff.record(nanos, TimeUnit.NANOSECONDS);
        } else {
            recordIfAny(bulkhead, nanos);
        }
    }

    void leased(long nanos) {
        recordIfAny(lease, nanos);
    }

    private static void recordIfAny(Timer timer, long nanos) {
        if (nanos >= LEAST_NANOS) {
            timer.record(nanos, TimeUnit.NANOSECONDS);
        }
    }
}

package io.hopguard.client.internal.observe;

import io.hopguard.client.error.Phase;
import io.hopguard.client.internal.kernel.AttemptRun;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Times how attempts got their connection. */
final class ConnectionMeters {
    private static final Phase[] PHASES = {Phase.DNS, Phase.CONNECT, Phase.PROXY, Phase.TLS};
    private static final String[] NAMES = {"dns", "connect", "proxy", "tls"};

    private final Waits waits;
    private final Timer[] timers = new Timer[PHASES.length];

    ConnectionMeters(Registrations meters, Waits waits) {
        this.waits = waits;
        for (int i = 0; i < PHASES.length; i++) {
            timers[i] = meters.timer(ClientMeter.CONNECT, Tags.of("phase", NAMES[i]), List.of());
        }
    }

    void attempted(AttemptRun run) {
        waits.leased(run.nanosIn(Phase.LEASE));
        if (run.reusedConnection()) {
            return;
        }
        for (int i = 0; i < PHASES.length; i++) {
            long nanos = run.nanosIn(PHASES[i]);
            // A phase in which the attempt ended is a failure, and says how long the patience was.
            if (nanos > 0 && PHASES[i] != run.phase()) {
                timers[i].record(nanos, TimeUnit.NANOSECONDS);
            }
        }
    }
}

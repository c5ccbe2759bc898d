package io.hopguard.benchmarks.soak;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Interrupts threads after a while, and never later than they are done with what was to be interrupted. */
final class Interrupter implements AutoCloseable {
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "soak-interrupter");
        thread.setDaemon(true);
        return thread;
    });

    Interrupter() {
        timer.setRemoveOnCancelPolicy(true);
    }

    /** An interrupt of the thread that made it. */
    static final class Threat {
        private final Thread thread = Thread.currentThread();
        private boolean withdrawn;

        private synchronized void carryOut() {
            if (!withdrawn) {
                thread.interrupt();
            }
        }

        /** From here on it does not come any more, and if it came it is forgotten. */
        synchronized void withdraw() {
            withdrawn = true;
            Thread.interrupted();
        }
    }

    Threat threaten(long delayNanos) {
        Threat threat = new Threat();
        timer.schedule(threat::carryOut, delayNanos, TimeUnit.NANOSECONDS);
        return threat;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}

package io.hopguard.benchmarks.outage.world;

import org.jspecify.annotations.Nullable;

/** What one thread waits for; to be used once. */
public final class Signal {
    private final World world;
    private @Nullable Worker waiting;
    private @Nullable Event pending;
    private boolean fired;

    Signal(World world) {
        this.world = world;
    }

    /** Lets the thread that waits for it, now or later, go on at once. */
    public void fire() {
        if (fired) {
            return;
        }
        fired = true;
        if (waiting != null) {
            pending = world.wakeNow(this);
        }
    }

    boolean fired() {
        return fired;
    }

    @Nullable
    Event pending() {
        return pending;
    }

    @Nullable
    Worker waiting() {
        return waiting;
    }

    void waits(Worker worker, Event until) {
        waiting = worker;
        pending = until;
    }

    void over() {
        waiting = null;
        pending = null;
    }
}

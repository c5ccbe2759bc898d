package io.hopguard.benchmarks.outage.world;

import java.util.concurrent.locks.LockSupport;

/** One thread's turn to run. */
final class Baton {
    private final Thread owner;
    private volatile boolean here;

    Baton(Thread owner) {
        this.owner = owner;
    }

    void grant() {
        here = true;
        LockSupport.unpark(owner);
    }

    /** Only for the owner. */
    void await() {
        while (!here) {
            LockSupport.park(this);
        }
        here = false;
    }
}

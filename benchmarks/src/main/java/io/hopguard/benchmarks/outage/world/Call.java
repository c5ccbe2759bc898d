package io.hopguard.benchmarks.outage.world;

/** One call of the user's, with what came of it. Threads that work for it, in whatever layer, know it. */
public final class Call {
    private final long startNanos;
    private long endNanos;
    private boolean ok;
    private long usefulNanos;

    public Call(long startNanos) {
        this.startNanos = startNanos;
    }

    public long startNanos() {
        return startNanos;
    }

    public long tookNanos() {
        return endNanos - startNanos;
    }

    public boolean ok() {
        return ok;
    }

    /** It is over. */
    public void end(long nowNanos, boolean good) {
        endNanos = nowNanos;
        ok = good;
    }

    /** Somebody worked so long on the answer that it got; the latest counts. */
    public void livesOn(long workNanos) {
        usefulNanos = workNanos;
    }

    /** What of the upstream's work it lived on. */
    public long usefulNanos() {
        return ok ? usefulNanos : 0;
    }
}

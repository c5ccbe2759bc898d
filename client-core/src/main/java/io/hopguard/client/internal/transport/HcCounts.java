package io.hopguard.client.internal.transport;

import io.hopguard.client.internal.kernel.Figure;
import io.hopguard.client.internal.kernel.Figures;
import java.util.concurrent.atomic.LongAdder;

/** What became of the connections of a pool. */
final class HcCounts {
    private volatile LongAdder created = new LongAdder();
    private volatile LongAdder reused = new LongAdder();
    private volatile LongAdder evicted = new LongAdder();

    /** Goes on counting where the pool of before does, which may still have connections in use. */
    void join(HcCounts before) {
        created = before.created;
        reused = before.reused;
        evicted = before.evicted;
    }

    void created() {
        created.increment();
    }

    void reused() {
        reused.increment();
    }

    /** One that was kept has been closed without being used again: too old, or no good any more. */
    void evicted() {
        evicted.increment();
    }

    void show(Figures figures) {
        figures.figure(Figure.CONNECTIONS_CREATED, () -> created.sum());
        figures.figure(Figure.CONNECTIONS_REUSED, () -> reused.sum());
        figures.figure(Figure.CONNECTIONS_EVICTED, () -> evicted.sum());
    }
}

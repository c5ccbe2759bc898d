package io.hopguard.examples.doctor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Goes through the checklist. Each step is bounded, so the whole is. */
public final class Checkup {
    private final Order order;
    private final Sender sender;
    private final Lookup lookup;
    private final Progress progress;

    /**
     * Prepares it.
     *
     * @param order what is to be examined
     * @param sender sends the request
     * @param lookup resolves the hosts for the steps before the request
     * @param progress hears what is being done
     */
    public Checkup(Order order, Sender sender, Lookup lookup, Progress progress) {
        this.order = order;
        this.sender = sender;
        this.lookup = lookup;
        this.progress = progress;
    }

    /**
     * Goes through it.
     *
     * @return what was found
     * @throws InterruptedException when the thread is interrupted
     */
    public Report run() throws InterruptedException {
        Instant began = Instant.now();
        long start = System.nanoTime();
        Leg target = new Examination("target", order.target(), order, lookup, progress).leg(sender);
        Place other = order.direct();
        Leg direct = other == null ? null : new Examination("direct", other, order, lookup, progress).leg(sender);
        @Nullable Comparison comparison = direct == null ? null : Comparison.of(target, direct);
        return new Report(order.method(), began, System.nanoTime() - start, target, direct, comparison);
    }
}

package io.hopguard.client.internal.observe;

import io.hopguard.client.http.Target;
import io.hopguard.client.policy.LogPolicy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many lines about each target pass in a window, and has the rest summed up at its end: told by the next line, by
 * {@link #tick}, or by {@link #close()}, whichever comes first. Holds nothing of targets about which there is nothing to say.
 * Thread-safe.
 */
final class LineLimits {
    private static final int MAX_TARGETS = 1_000;

    /** Past so many targets at once, those that come then are counted together. */
    static final Target OTHERS = new Target("", "other targets", 0);

    private final Map<Target, LineWindow> windows = new ConcurrentHashMap<>();
    private final int linesPerWindow;
    private final long windowNanos;
    private final LongSupplier clock;
    private final Executor later;
    private final BiConsumer<Target, LineSummary> summaries;

    /**
     * Windows that are over are handed to {@code summaries} where not everything was said.
     *
     * @param later where {@link #tick} has that done: who ticks has deadlines to keep, and an appender may take its time
     */
    LineLimits(LogPolicy policy, LongSupplier clock, Executor later, BiConsumer<Target, LineSummary> summaries) {
        this.later = later;
        this.linesPerWindow = policy.linesPerWindow();
        this.windowNanos = policy.window().toNanos();
        this.clock = clock;
        this.summaries = summaries;
    }

    /** Counts a line; true when it may be written. */
    boolean take(Target target, LineWindow.Line line) {
        long now = clock.getAsLong();
        Target key = windows.size() < MAX_TARGETS || windows.containsKey(target) ? target : OTHERS;
        AtomicReference<@Nullable LineWindow> before = new AtomicReference<>();
        boolean[] says = new boolean[1];
        windows.compute(key, (any, window) -> {
            LineWindow open = window;
            if (window == null || window.isOver(now)) {
                before.set(window);
                open = new LineWindow(now, windowNanos, linesPerWindow);
            }
            says[0] = open.take(line);
            return open;
        });
        tell(key, before.get(), now);
        return says[0];
    }

    boolean isPending() {
        return !windows.isEmpty();
    }

    /** Ends the windows that are over. */
    void tick(long nowNanos) {
        for (Target target : windows.keySet()) {
            LineWindow over = end(target, nowNanos, false);
            if (over != null && over.hasMore()) {
                later.execute(() -> tell(target, over, nowNanos));
            }
        }
    }

    /** Ends all windows. */
    void close() {
        long now = clock.getAsLong();
        for (Target target : windows.keySet()) {
            tell(target, end(target, now, true), now);
        }
    }

    private @Nullable LineWindow end(Target target, long nowNanos, boolean early) {
        AtomicReference<@Nullable LineWindow> over = new AtomicReference<>();
        windows.computeIfPresent(target, (any, window) -> {
            if (!early && !window.isOver(nowNanos)) {
                return window;
            }
            over.set(window);
            return null;
        });
        return over.get();
    }

    /** Outside of the map's locks. */
    private void tell(Target target, @Nullable LineWindow window, long nowNanos) {
        if (window != null && window.hasMore()) {
            summaries.accept(target, window.summary(nowNanos));
        }
    }
}

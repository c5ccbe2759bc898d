package io.hopguard.examples.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Drives all contestants through the same schedule at the same time, with calls at a pace that nothing slows down. */
final class BadMinute implements AutoCloseable {
    private static final int FIRST_ORDER = 10_000;
    private static final int WARM_UP_CALLS = 10;
    private static final long LOOK_NANOS = 5_000_000;
    private static final long GRACE_NANOS = 2_000_000_000;

    private final Schedule schedule;
    private final long paceNanos;
    private final ExecutorService threads = Executors.newCachedThreadPool(DaemonThreads.named("demo-server"));
    private final ScheduledExecutorService pacer =
            Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("demo-pacer"));
    private final List<Lane> lanes = new ArrayList<>();
    private int made;

    /**
     * Opens all sockets.
     *
     * @param callsPerSecond how many calls each contestant is asked to make
     */
    BadMinute(Schedule schedule, long seed, int callsPerSecond, List<Contestant.Maker> makers) throws IOException {
        this.schedule = schedule;
        this.paceNanos = TimeUnit.SECONDS.toNanos(1) / callsPerSecond;
        for (Contestant.Maker maker : makers) {
            lanes.add(Lane.open(threads, seed, maker));
        }
    }

    List<Lane> lanes() {
        return lanes;
    }

    /** Lives through it; what was measured is in the lanes afterwards. */
    void run(Progress progress) throws Exception {
        for (Lane lane : lanes) {
            lane.warmUp(WARM_UP_CALLS);
        }
        long start = System.nanoTime();
        long end = start + schedule.length().toNanos();
        begin(0);
        pacer.scheduleAtFixedRate(() -> callAll(start), 0, paceNanos, TimeUnit.NANOSECONDS);
        int phase = 0;
        for (long now = start; now - end < 0; now = System.nanoTime()) {
            while (schedule.phaseAt(now - start) > phase) {
                begin(++phase);
            }
            progress.at(now - start, schedule.phases().get(phase), lanes);
            TimeUnit.NANOSECONDS.sleep(Math.max(1, Math.min(LOOK_NANOS, end - now)));
        }
        pacer.shutdownNow();
        for (Lane lane : lanes) {
            lane.finish(end + GRACE_NANOS);
        }
    }

    private void begin(int phase) throws IOException, InterruptedException {
        for (Lane lane : lanes) {
            lane.begin(schedule.phases().get(phase));
        }
    }

    /** One tick of the pacer, which catches up with those that it missed. */
    private void callAll(long start) {
        long dueNanos = made * paceNanos;
        if (dueNanos < schedule.length().toNanos()) {
            int phase = schedule.phaseAt(dueNanos);
            for (Lane lane : lanes) {
                lane.call(FIRST_ORDER + made, phase, start + dueNanos);
            }
            made++;
        }
    }

    @Override
    public void close() throws IOException {
        pacer.shutdownNow();
        for (Lane lane : lanes) {
            lane.close();
        }
        threads.shutdownNow();
    }
}

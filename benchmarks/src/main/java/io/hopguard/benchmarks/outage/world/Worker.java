package io.hopguard.benchmarks.outage.world;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A thread of the world. It runs only while it has the baton; without a task it is idle. */
final class Worker extends Thread {
    private final World world;
    final Baton baton = new Baton(this);
    private @Nullable Task task;

    Worker(World world, int number) {
        super("simulated-" + number);
        this.world = world;
        setDaemon(true);
    }

    void give(Task next) {
        task = next;
    }

    Task task() {
        return Objects.requireNonNull(task, "a thread of the world without a task");
    }

    @Override
    public void run() {
        baton.await();
        while (task != null) {
            world.perform(task);
            task = null;
            Event next = world.nextForAThread();
            if (next != null && next.task != null) {
                task = next.task;
                continue;
            }
            world.idle(this);
            world.handOver(next);
            baton.await();
        }
    }
}

package io.hopguard.benchmarks.outage.world;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time. Each task is blocking code on a real thread, but exactly one thread runs at any moment: whoever has to wait
 * lets the next events happen, and hands the baton to the thread that one of them is for. So the clock stands still while
 * somebody runs, and the same world goes the same way every time.
 */
public final class World {
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final Deque<Worker> idle = new ArrayDeque<>();
    private final List<Worker> workers = new ArrayList<>();
    private final List<Runnable> betweenTasks = new ArrayList<>();
    private final Baton owner = new Baton(Thread.currentThread());
    private long nowNanos;
    private long eventsMade;
    private long tasksBegun;
    private @Nullable Throwable failure;

    public long nanos() {
        return nowNanos;
    }

    /** Does something at that time, on whatever thread; it must not wait. */
    public void at(long atNanos, Runnable action) {
        events.add(Event.action(Math.max(nowNanos, atNanos), eventsMade++, action));
    }

    /** Begins a task at that time, on a thread of its own. */
    public void begin(long atNanos, Call call, Runnable work) {
        events.add(Event.task(Math.max(nowNanos, atNanos), eventsMade++, new Task(call, tasksBegun++, work)));
    }

    /** Does something whenever a task has ended. */
    public void afterEachTask(Runnable action) {
        betweenTasks.add(action);
    }

    /** For whom the current thread works. */
    public Call call() {
        return worker().task().call();
    }

    /** The order in which the tasks of the waiting threads began. */
    public long taskNumber() {
        return worker().task().number();
    }

    public Signal signal() {
        return new Signal(this);
    }

    /** Waits for a signal; false when it had not come by then. */
    public boolean await(Signal signal, long untilNanos) {
        if (signal.fired()) {
            return true;
        }
        if (untilNanos <= nowNanos) {
            return false;
        }
        Worker worker = worker();
        Event until = Event.signal(untilNanos, eventsMade++, signal);
        signal.waits(worker, until);
        events.add(until);
        Event next = nextForAThread();
        if (next == null || next.signal != signal) {
            handOver(next);
            worker.baton.await();
        }
        signal.over();
        return signal.fired();
    }

    public void sleep(long nanos) {
        await(signal(), nowNanos + nanos);
    }

    /** Lets everything happen, until there is nothing left to happen. */
    public void run() {
        Event first = nextForAThread();
        if (first != null) {
            handOver(first);
            owner.await();
        }
        if (failure != null) {
            // The threads in the middle of their tasks stay where they are: they are daemons, and nobody hears them any
            // more.
            throw new IllegalStateException("the simulation failed at " + nowNanos + " ns", failure);
        }
        workers.forEach(worker -> worker.baton.grant());
    }

    Event wakeNow(Signal signal) {
        Event now = Event.signal(nowNanos, eventsMade++, signal);
        events.add(now);
        return now;
    }

    void perform(Task task) {
        try {
            task.work().run();
            betweenTasks.forEach(Runnable::run);
        } catch (Throwable e) {
            fail(e);
        }
    }

    private void fail(Throwable e) {
        failure = failure == null ? e : failure;
        events.clear();
    }

    void idle(Worker worker) {
        idle.push(worker);
    }

    /** Lets events happen up to one that is for a thread; null when there are no more. */
    @Nullable
    Event nextForAThread() {
        try {
            for (Event next = events.poll(); next != null; next = events.poll()) {
                if (next.isStale()) {
                    continue;
                }
                nowNanos = next.atNanos;
                if (next.action == null) {
                    return next;
                }
                next.action.run();
            }
        } catch (RuntimeException | Error e) {
            fail(e);
        }
        return null;
    }

    /** Whoever calls this does not run any more until it is given the baton itself. */
    void handOver(@Nullable Event next) {
        if (next == null) {
            owner.grant();
        } else if (next.task != null) {
            Worker worker = idle.isEmpty() ? newWorker() : idle.pop();
            worker.give(next.task);
            worker.baton.grant();
        } else {
            Signal signal = Objects.requireNonNull(next.signal);
            Objects.requireNonNull(signal.waiting()).baton.grant();
        }
    }

    private Worker newWorker() {
        Worker worker = new Worker(this, workers.size());
        workers.add(worker);
        worker.start();
        return worker;
    }

    private static Worker worker() {
        return (Worker) Thread.currentThread();
    }
}

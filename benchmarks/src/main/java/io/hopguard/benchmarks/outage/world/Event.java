package io.hopguard.benchmarks.outage.world;

import org.jspecify.annotations.Nullable;

/**
 * What happens at a point in time: something is done by whoever has the baton, a thread goes on, or a task gets a thread.
 * Events of one time happen in the order in which they were made.
 */
final class Event implements Comparable<Event> {
    final long atNanos;
    private final long number;
    final @Nullable Runnable action;
    final @Nullable Signal signal;
    final @Nullable Task task;

    private Event(long atNanos, long number, @Nullable Runnable action, @Nullable Signal signal, @Nullable Task task) {
        this.atNanos = atNanos;
        this.number = number;
        this.action = action;
        this.signal = signal;
        this.task = task;
    }

    static Event action(long atNanos, long number, Runnable action) {
        return new Event(atNanos, number, action, null, null);
    }

    static Event signal(long atNanos, long number, Signal signal) {
        return new Event(atNanos, number, null, signal, null);
    }

    static Event task(long atNanos, long number, Task task) {
        return new Event(atNanos, number, null, null, task);
    }

    /** A thread that was woken earlier than it would have been is not woken again. */
    boolean isStale() {
        return signal != null && signal.pending() != this;
    }

    @Override
    public int compareTo(Event other) {
        int byTime = Long.compare(atNanos, other.atNanos);
        return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
}

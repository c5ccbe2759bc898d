package io.hopguard.benchmarks.peer;

/** Threads that do not keep the process alive. */
final class Daemons {
    private Daemons() {}

    static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "peer");
        thread.setDaemon(true);
        return thread;
    }
}

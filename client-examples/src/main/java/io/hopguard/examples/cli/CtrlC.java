package io.hopguard.examples.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets the end of the process (Ctrl-C, SIGTERM) interrupt what a thread does, and leaves it a moment to report how far it
 * came.
 */
final class CtrlC {
    private static final long MOMENT_MILLIS = 500;

    private CtrlC() {}

    static <T> T interrupts(Supplier<T> work) {
        Thread worker = Thread.currentThread();
        CountDownLatch done = new CountDownLatch(1);
        Thread hook = new Thread(() -> end(worker, done), "hopguard-ctrl-c");
        if (!added(hook)) {
            worker.interrupt();
        }
        try {
            return work.get();
        } finally {
            done.countDown();
            remove(hook);
        }
    }

    private static void end(Thread worker, CountDownLatch done) {
        worker.interrupt();
        try {
            done.await(MOMENT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** False when the process is ending already. */
    private static boolean added(Thread hook) {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending, and the hook with it.
            return;
        }
    }
}

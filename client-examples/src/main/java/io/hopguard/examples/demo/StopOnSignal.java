package io.hopguard.examples.demo;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Has Ctrl-C interrupt the thread that made this, and lets it tidy up before the program ends. */
final class StopOnSignal implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 2;

    private final CountDownLatch tidied = new CountDownLatch(1);
    private final Thread hook;

    StopOnSignal() {
        Thread working = Thread.currentThread();
        this.hook = new Thread(() -> stop(working), "demo-stop");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void stop(Thread working) {
        working.interrupt();
        try {
            tidied.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        tidied.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The program is ending: the hook is what brought us here.
        }
    }
}

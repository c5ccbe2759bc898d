package io.hopguard.examples.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Does things side by side on threads that the process need not wait for, all of them within one limit. */
final class Bounded {
    private Bounded() {}

    /**
     * Does them.
     *
     * @return for each task its result, or null where it was not done in time
     * @throws InterruptedException when somebody lost patience; what is under way is left behind
     */
    static <T> List<@Nullable T> all(List<Callable<T>> tasks, long limitNanos) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, tasks.size()), Bounded::thread);
        try {
            List<@Nullable T> results = new ArrayList<>();
            for (Future<T> done : threads.invokeAll(tasks, limitNanos, TimeUnit.NANOSECONDS)) {
                results.add(result(done));
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T> @Nullable T result(Future<T> done) throws InterruptedException {
        try {
            return done.get();
        } catch (CancellationException e) {
            return null;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "hopguard-doctor");
        thread.setDaemon(true);
        return thread;
    }
}

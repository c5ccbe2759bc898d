package io.hopguard.examples.demo;

import io.hopguard.client.StreamedResponse;
import io.hopguard.client.error.HopguardException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * What the minute has none of, for those who look at the meters: more calls at once than the bulkhead admits, and streams
 * that are read to their end, closed early, and forgotten.
 */
final class Afterwards {
    private static final int AT_ONCE = 96;
    private static final int READ = 6;
    private static final int CLOSED = 3;
    private static final int TRIES = 50;
    private static final long PAUSE_MILLIS = 100;
    private static final Duration AMPLE = Duration.ofSeconds(5);
    private static final Duration SCANT = Duration.ofMillis(200);

    private final HopguardContestant hopguard;

    Afterwards(HopguardContestant hopguard) {
        this.hopguard = hopguard;
    }

    /** Lives through it. The client's reaper cuts the forgotten stream off a moment later. */
    void run() throws InterruptedException, IOException {
        for (int id = 0; id < READ; id++) {
            try (StreamedResponse stream = opened(AMPLE)) {
                stream.body().readAllBytes();
            }
        }
        for (int id = 0; id < CLOSED; id++) {
            opened(AMPLE).close();
        }
        forget(opened(SCANT));
        burst();
    }

    /** After a short run the breaker may be open still. */
    private StreamedResponse opened(Duration limit) throws InterruptedException {
        for (int tried = 1; ; tried++) {
            try {
                return hopguard.stream(tried, limit);
            } catch (HopguardException e) {
                if (tried == TRIES) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
    }

    /** As an application does that leaves a method too early. */
    private static void forget(StreamedResponse stream) {
        if (stream.status() < 0) {
            stream.close();
        }
    }

    private void burst() throws InterruptedException {
        ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE, DaemonThreads.named("demo-burst"));
        try {
            List<Callable<Boolean>> calls =
                    IntStream.range(0, AT_ONCE).mapToObj(this::asking).toList();
            callers.invokeAll(calls);
        } finally {
            callers.shutdownNow();
        }
    }

    private Callable<Boolean> asking(int id) {
        return () -> {
            try {
                hopguard.ask(id);
                return true;
            } catch (HopguardException e) {
                // The meters tell.
                return false;
            }
        };
    }
}

package io.hopguard.client;

import io.hopguard.client.http.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The two ways to make a call; every scenario must go the same way in both. */
enum Mode {
    BLOCKING,
    ASYNC;

    private static final long LIMIT_SECONDS = 60;

    Response send(RequestSpec spec) {
        return this == BLOCKING ? spec.send() : result(spec.sendAsync());
    }

    <T> T fetch(RequestSpec spec, Class<T> type) {
        return this == BLOCKING ? spec.fetch(type) : result(spec.fetchAsync(type));
    }

    StreamedResponse stream(RequestSpec spec) {
        return this == BLOCKING ? spec.stream() : result(spec.streamAsync());
    }

    /** A call that hangs must be a failure: join() would not even notice a test's own time limit. */
    static <T> T result(CompletableFuture<T> future) {
        try {
            return future.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause();
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("a call that never ends", e);
        }
    }
}

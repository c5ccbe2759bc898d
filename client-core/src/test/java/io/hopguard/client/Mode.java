package io.hopguard.client;

import io.hopguard.client.http.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The two ways to make a call; every scenario must go the same way in both. */
enum Mode {
    BLOCKING,
    ASYNC;

    Response send(RequestSpec spec) {
        return this == BLOCKING ? spec.send() : result(spec.sendAsync());
    }

    <T> T fetch(RequestSpec spec, Class<T> type) {
        return this == BLOCKING ? spec.fetch(type) : result(spec.fetchAsync(type));
    }

    StreamedResponse stream(RequestSpec spec) {
        return this == BLOCKING ? spec.stream() : result(spec.streamAsync());
    }

    private static <T> T result(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause();
        }
    }
}

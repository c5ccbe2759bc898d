package io.hopguard.benchmarks.soak;

import io.hopguard.client.RequestSpec;
import io.hopguard.client.ResilientClient;
import io.hopguard.client.StreamedResponse;
import io.hopguard.client.http.RequestBody;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** Makes one call in each of the ways, and checks what it hands out. */
final class SoakCalls {
    static final Duration TOTAL = Duration.ofSeconds(2);

    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final int MOST_TINY_MILLIS = 20;
    private static final int MOST_WAIT_MILLIS = 3;

    private final ResilientClient client;
    private final Interrupter interrupter;

    SoakCalls(ResilientClient client, Interrupter interrupter) {
        this.client = client;
        this.interrupter = interrupter;
    }

    void make(CallKind kind, long id, SplittableRandom random) throws Exception {
        switch (kind) {
            case GET -> check(id, order(id).fetch(String.class));
            case POST_KEYED -> check(id, payment(id).idempotencyKey().fetch(String.class));
            case POST_UNKEYED -> check(id, payment(id).fetch(String.class));
            case ASYNC -> check(id, order(id).fetchAsync(String.class).get());
            case STREAM_READ -> readStream(id);
            case STREAM_CLOSED_EARLY -> closeStreamEarly(id);
            case TINY_DEADLINE -> check(id, order(id).timeout(limit(kind, id)).fetch(String.class));
            case CANCELLED -> cancel(id, random);
            case STREAM_CANCELLED -> cancelStream(id, random);
            case INTERRUPTED -> interrupt(id, random);
            case STREAM_FORGOTTEN -> export(id).stream();
        }
    }

    private RequestSpec order(long id) {
        return client.get("/orders/{id}", id);
    }

    private RequestSpec export(long id) {
        return client.get("/exports/{id}", id);
    }

    private RequestSpec payment(long id) {
        return client.post("/payments/{id}", id).body(RequestBody.text(Answers.json(id)));
    }

    /** When that call must be over. */
    static Duration limit(CallKind kind, long id) {
        return kind == CallKind.TINY_DEADLINE ? Duration.ofMillis(1 + id % MOST_TINY_MILLIS) : TOTAL;
    }

    private static void check(long id, String value) {
        if (!value.equals(Answers.json(id))) {
            throw new WrongValueException(id, value);
        }
    }

    private void readStream(long id) throws IOException {
        try (StreamedResponse stream = export(id).stream()) {
            byte[] bytes = stream.body().readAllBytes();
            if (bytes.length != Answers.EXPORT_BYTES) {
                // Some faults answer with the order in place of the export.
                check(id, new String(bytes, StandardCharsets.US_ASCII));
            }
        }
    }

    private void closeStreamEarly(long id) throws IOException {
        try (StreamedResponse stream = export(id).stream()) {
            stream.body().readNBytes(10);
        }
    }

    private void cancel(long id, SplittableRandom random) throws Exception {
        CompletableFuture<String> future = order(id).fetchAsync(String.class);
        pause(random);
        future.cancel(true);
        check(id, future.get());
    }

    private void cancelStream(long id, SplittableRandom random) throws Exception {
        CompletableFuture<StreamedResponse> future = export(id).streamAsync();
        pause(random);
        future.cancel(true);
        future.get().close();
    }

    private static void pause(SplittableRandom random) {
        LockSupport.parkNanos(random.nextInt(MOST_WAIT_MILLIS * NANOS_PER_MILLI));
    }

    private void interrupt(long id, SplittableRandom random) {
        int delayNanos = random.nextInt(MOST_WAIT_MILLIS * NANOS_PER_MILLI);
        Interrupter.Threat threat = interrupter.threaten(delayNanos);
        try {
            check(id, order(id).fetch(String.class));
        } finally {
            threat.withdraw();
        }
    }
}

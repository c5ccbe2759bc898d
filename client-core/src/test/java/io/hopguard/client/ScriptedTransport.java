package io.hopguard.client;

import io.hopguard.client.http.Headers;
import io.hopguard.client.http.Request;
import io.hopguard.client.http.RequestBody;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.Exchange;
import io.hopguard.client.internal.kernel.Stage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands for the network: plays its steps in order, the last one again and again, and remembers what it was sent. */
final class ScriptedTransport implements Stage {
    private final List<Stage> steps = new CopyOnWriteArrayList<>();
    private final List<Exchange> seen = new CopyOnWriteArrayList<>();
    private final List<byte[]> bodies = new CopyOnWriteArrayList<>();
    private final AtomicInteger next = new AtomicInteger();

    ScriptedTransport then(Stage step) {
        steps.add(step);
        return this;
    }

    @Override
    public Response execute(Exchange exchange) {
        seen.add(exchange);
        return steps.get(Math.min(next.getAndIncrement(), steps.size() - 1)).execute(exchange);
    }

    int attempts() {
        return seen.size();
    }

    List<Exchange> exchanges() {
        return List.copyOf(seen);
    }

    List<Request> requests() {
        return seen.stream().map(Exchange::request).toList();
    }

    /** The bodies that were read by {@link #reading}. */
    List<byte[]> bodies() {
        return bodies;
    }

    /** Reads the request's body as a real transport does, then goes on. */
    Stage reading(Stage step) {
        return exchange -> {
            bodies.add(read(exchange.request()));
            return step.execute(exchange);
        };
    }

    private static byte[] read(Request request) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RequestBody body = request.body();
        try {
            if (body != null) {
                body.writeTo(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static Stage answers(int status, String... headers) {
        return says(status, "", headers);
    }

    static Stage says(int status, String body, String... headers) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return exchange -> {
            exchange.run().sending();
            return Response.of(status, Headers.received(headers), bytes);
        };
    }

    static Stage throwsError(Error error) {
        return exchange -> {
            throw error;
        };
    }
}

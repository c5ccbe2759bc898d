package io.hopguard.examples.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The JDK's client, as it is commonly used; with or without a loop around it. */
final class JdkContestant implements Contestant {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final URI base;
    private final int tries;
    private final ExecutorService threads = Executors.newCachedThreadPool(DaemonThreads.named("demo-jdk"));
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(LIMIT).executor(threads).build();

    private JdkContestant(URI base, int tries) {
        this.base = base;
        this.tries = tries;
    }

    static JdkContestant plain(URI base) {
        return new JdkContestant(base, 1);
    }

    static JdkContestant naiveRetry(URI base) {
        return new JdkContestant(base, 3);
    }

    @Override
    public String name() {
        return tries == 1 ? "plain" : "naive retry";
    }

    @Override
    public String setUp() {
        String limits = "java.net.http.HttpClient, connect timeout 2 s, request timeout 2 s";
        return tries == 1
                ? limits + ", no retries"
                : limits + ", up to " + tries + " tries at once after any failure, no back-off";
    }

    @Override
    public Order ask(int id) throws IOException, InterruptedException {
        for (int tried = 1; ; tried++) {
            try {
                return once(id);
            } catch (IOException | RuntimeException e) {
                if (tried == tries) {
                    throw e;
                }
            }
        }
    }

    private Order once(int id) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve("/orders/" + id))
                .timeout(LIMIT)
                .build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("unexpected status " + response.statusCode());
        }
        return Json.MAPPER.readValue(response.body(), Order.class);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

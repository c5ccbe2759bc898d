package io.hopguard.examples.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Hands a registry out at {@code /metrics}, to this machine only. */
final class MetricsPort implements AutoCloseable {
    static final String PATH = "/metrics";

    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final PrometheusMeterRegistry registry;
    private final HttpServer server;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(DaemonThreads.named("demo-metrics"));

    private MetricsPort(PrometheusMeterRegistry registry, HttpServer server) {
        this.registry = registry;
        this.server = server;
    }

    /**
     * Opens it.
     *
     * @param port the port, or 0 for any that is free
     * @throws IOException when the port cannot be had
     */
    static MetricsPort open(int port, PrometheusMeterRegistry registry) throws IOException {
        MetricsPort metrics = new MetricsPort(registry, HttpServer.create(SocketServer.address(port), 0));
        metrics.server.setExecutor(metrics.thread);
        metrics.server.createContext("/", metrics::answer);
        metrics.server.start();
        return metrics;
    }

    /** Where Prometheus finds it. */
    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + PATH;
    }

    boolean isLoopback() {
        return server.getAddress().getAddress().isLoopbackAddress();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean found = exchange.getRequestURI().getPath().equals(PATH);
            String text = found ? registry.scrape() : "not found; see " + PATH + "\n";
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", TEXT);
            exchange.sendResponseHeaders(found ? OK : NOT_FOUND, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        thread.shutdownNow();
    }
}

package io.hopguard.examples.spring;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The service that hands out orders, as well as its {@link Condition} allows. */
final class Upstream implements AutoCloseable {
    private static final int BACKLOG = 512;
    private static final long SLOW_MILLIS = 1_500;
    private static final int FLAKY_EVERY = 3;
    private static final String PROBLEM = "{\"title\":\"the orders are not at hand\"}";

    private final int port;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "upstream");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicInteger requests = new AtomicInteger();
    private volatile Condition condition = Condition.WELL;
    private @Nullable HttpServer server;

    Upstream(int port) {
        this.port = port;
    }

    Condition condition() {
        return condition;
    }

    /** How many requests it was asked. */
    int requests() {
        return requests.get();
    }

    /** Is like this from now on; when this returns, the port is open or closed accordingly. */
    synchronized void become(Condition next) throws IOException {
        condition = next;
        if (next == Condition.DOWN) {
            stop();
        } else if (server == null) {
            server = HttpServer.create(new InetSocketAddress(FreePorts.loopback(), port), BACKLOG);
            server.setExecutor(threads);
            server.createContext("/orders/", this::answer);
            server.start();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean turn = requests.incrementAndGet() % FLAKY_EVERY == 0;
            Condition now = condition;
            if (now == Condition.SLOW) {
                TimeUnit.MILLISECONDS.sleep(SLOW_MILLIS);
            }
            int status = now.status(turn);
            boolean well = status == 200;
            byte[] body = (well ? order(exchange) : PROBLEM).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", well ? "application/json" : "application/problem+json");
            exchange.sendResponseHeaders(status, body.length);
            // What is missing of the announced length makes the server close the connection.
            exchange.getResponseBody().write(body, 0, now == Condition.HALF ? body.length / 2 : body.length);
            exchange.getResponseBody().flush();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String order(HttpExchange exchange) {
        Order order = Order.numbered(
                Integer.parseInt(exchange.getRequestURI().getPath().replaceAll("\\D", "")));
        return "{\"id\":%d,\"customer\":\"%s\",\"totalCents\":%d}"
                .formatted(order.id(), order.customer(), order.totalCents());
    }

    private void stop() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    @Override
    public synchronized void close() {
        stop();
        threads.shutdownNow();
    }
}

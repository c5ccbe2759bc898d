package io.hopguard.examples.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP server on a free port that answers {@code /<status>} with that status and keeps what it received. */
final class Server implements AutoCloseable {
    record Received(String method, Map<String, List<String>> headers, String body) {}

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final HttpServer http;
    private volatile String body = "body";

    private Server(HttpServer http) {
        this.http = http;
        http.createContext("/", this::answer);
        http.start();
    }

    static Server start() throws IOException {
        return new Server(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    }

    Server answering(String text) {
        body = text;
        return this;
    }

    String url(String path) {
        return "http://127.0.0.1:" + http.getAddress().getPort() + path;
    }

    List<Received> received() {
        return received;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        received.add(new Received(exchange.getRequestMethod(), Map.copyOf(exchange.getRequestHeaders()), sent));
        int status = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("X-twice", "one");
        exchange.getResponseHeaders().add("X-twice", "two");
        exchange.getResponseHeaders().add("Set-Cookie", "sid=s3cret; Path=/; HttpOnly");
        exchange.getResponseHeaders().add("Set-Cookie", "s3cret");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.getResponseHeaders().add("Content-Type", head ? "application/json" : "text/plain; charset=utf-8");
        boolean bodiless = head || status == 204 || status == 304;
        exchange.sendResponseHeaders(status, bodiless ? -1 : bytes.length);
        if (!bodiless) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    @Override
    public void close() {
        http.stop(0);
    }
}

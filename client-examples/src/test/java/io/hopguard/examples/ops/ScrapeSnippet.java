package io.hopguard.examples.ops;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import io.hopguard.client.ResilientClient;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;

/** The Java of docs/ops/README.md; a test runs it. */
final class ScrapeSnippet {
    private ScrapeSnippet() {}

    /** What an application has. */
    record Scraped(ResilientClient client, HttpServer server) {}

    static Scraped start(int port) throws IOException {
        // snippet: scrape
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
        server.createContext("/metrics", exchange -> {
            byte[] text = registry.scrape().getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
            exchange.close();
        });
        server.start();
        ResilientClient client = ResilientClient.builder()
                .name("orders")
                .meterRegistry(registry)
                .build();
        // end
        return new Scraped(client, server);
    }
}

package io.hopguard.examples.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Prometheus on a free port that scrapes one address every second and evaluates the rules. */
final class Prometheus implements AutoCloseable {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Background process;
    private final String base;

    private Prometheus(Background process, String base) {
        this.process = process;
        this.base = base;
    }

    static Prometheus start(Path directory, Path rules, URI scraped) throws IOException, InterruptedException {
        String address = "127.0.0.1:" + freePort();
        Path config =
                Files.writeString(directory.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: ['%s']
                scrape_configs:
                  - job_name: demo
                    static_configs: [{targets: ['%s']}]
                """.formatted(rules, scraped.getAuthority()));
        Background process = Background.start(
                directory.resolve("prometheus.log"),
                List.of(
                        Tools.require("prometheus"),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--web.listen-address=" + address));
        Prometheus prometheus = new Prometheus(process, "http://" + address);
        Tools.await("Prometheus is ready", () -> process.says("ready to receive web requests"), process::said);
        return prometheus;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The values that an expression has now, in no order. */
    List<Double> values(String expression) {
        JsonNode answer = get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        List<Double> values = new ArrayList<>();
        for (JsonNode one : answer.get("data").get("result")) {
            values.add(Double.valueOf(one.get("value").get(1).asString().replace("Inf", "Infinity")));
        }
        return values;
    }

    /** The rules as they were loaded. */
    List<JsonNode> rules() {
        List<JsonNode> rules = new ArrayList<>();
        for (JsonNode group : get("/api/v1/rules").get("data").get("groups")) {
            group.get("rules").forEach(rules::add);
        }
        return rules;
    }

    private JsonNode get(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path)).build();
        try {
            JsonNode answer = MAPPER.readTree(
                    client.send(request, BodyHandlers.ofString()).body());
            if (!answer.get("status").asString().equals("success")) {
                throw new AssertionError(answer.toString());
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}

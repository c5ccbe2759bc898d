package io.hopguard.examples.spring;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The running application as its callers and its page see it. */
record Shop(int port, HttpClient http) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), BodyHandlers.ofString());
    }

    JsonNode json(String path) throws IOException, InterruptedException {
        return JSON.readTree(get(path).body());
    }

    /** What the actuator says of the one client. */
    JsonNode client() throws IOException, InterruptedException {
        return json("/actuator/hopguard/orders");
    }

    JsonNode target() throws IOException, InterruptedException {
        return client().path("targets").path(0);
    }

    /** The last failure that was sent at all. */
    JsonNode lastFailure() throws IOException, InterruptedException {
        for (JsonNode failure : client().path("lastFailures")) {
            if (!failure.path("attempts").isEmpty()) {
                return failure;
            }
        }
        throw new AssertionError("no failure");
    }

    /** How often a timer of the client was used. */
    long count(String timer, String... tags) throws IOException, InterruptedException {
        StringBuilder path = new StringBuilder("/actuator/metrics/hopguard.client." + timer + "?tag=client:orders");
        for (String tag : tags) {
            path.append("&tag=").append(tag);
        }
        for (JsonNode measured : json(path.toString()).path("measurements")) {
            if (measured.path("statistic").asString().equals("COUNT")) {
                return measured.path("value").asLong();
            }
        }
        throw new AssertionError("no such timer: " + path);
    }

    int requestsAtTheService() throws IOException, InterruptedException {
        return json("/upstream").path("requests").asInt(-1);
    }

    void press(Condition condition) throws IOException, InterruptedException {
        HttpRequest put = request("/upstream/" + condition)
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build();
        if (http.send(put, BodyHandlers.ofString()).statusCode() != 200) {
            throw new AssertionError("cannot make it " + condition);
        }
    }

    /** Well again: the breaker closed and without failures in mind, retries for a call in the budget. */
    void recover() throws IOException, InterruptedException {
        press(Condition.WELL);
        await("recovery", () -> {
            boolean got = get("/orders/1").statusCode() == 200;
            JsonNode target = target();
            return got
                    && target.at("/breaker/state").asString().equals("CLOSED")
                    && target.at("/breaker/failureRate").asDouble(1) == 0
                    && target.at("/retryBudget/left").asInt() >= 3;
        });
    }

    /** Something that is to become true. */
    interface Check {
        boolean holds() throws IOException, InterruptedException;
    }

    static void await(String what, Check check) throws IOException, InterruptedException {
        await(() -> what, check);
    }

    static void await(Supplier<String> what, Check check) throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (!check.holds()) {
            if (System.nanoTime() - until > 0) {
                throw new AssertionError("no " + what.get() + " within a minute");
            }
            LockSupport.parkNanos(10_000_000);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }
}

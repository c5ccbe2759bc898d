package io.hopguard.docs;

import static java.time.Duration.ofSeconds;

import io.hopguard.client.ResilientClient;
import io.hopguard.client.StreamedResponse;
import io.hopguard.client.budget.BudgetHeader;
import io.hopguard.client.budget.DeadlineScope;
import io.hopguard.client.diagnosis.Confidence;
import io.hopguard.client.diagnosis.Diagnosis;
import io.hopguard.client.error.BadGatewayException;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.TooManyRequestsException;
import io.hopguard.client.http.MultipartBody;
import io.hopguard.client.http.RequestBody;
import io.hopguard.client.http.Response;
import io.hopguard.client.http.TypeRef;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Java of docs/guide.md that makes calls; a test runs it against a server. */
public final class GuideCalls {
    private static final Logger log = LoggerFactory.getLogger(GuideCalls.class);

    private GuideCalls() {}

    // snippet: order
    record Order(int id, String status) {}
    // end

    public static Object firstCall(ResilientClient client) {
        // snippet: first-call
        Order order = client.get("/orders/{id}", 42).fetch(Order.class);
        // end
        return order;
    }

    public static List<Object> requests(ResilientClient client) {
        // snippet: requests
        Order one = client.get("/tenants/{tenant}/orders/{id}")
                .path("tenant", "a b/c") // sent as a%20b%2Fc
                .path("id", 42)
                .query("expand", "lines", "customer") // ?expand=lines&expand=customer
                .header("X-Request-Source", "guide")
                .fetch(Order.class);
        Response gone = client.delete("/orders/{id}", 42).send();
        Response found =
                client.request("QUERY", "/orders").text("status = 'open'").send();
        // end
        return List.of(one, gone, found);
    }

    public static List<Response> bodies(ResilientClient client, Path file, InputStream stream) {
        // snippet: bodies
        Response json =
                client.put("/orders/{id}", 42).json(new Order(42, "paid")).send();
        Response form = client.post("/login").form(Map.of("user", "ada")).send();
        Response upload = client.put("/files/{name}", "report.pdf")
                .file(file, "application/pdf")
                .send();
        Response parts = client.post("/orders/{id}/files", 42)
                .multipart(MultipartBody.builder()
                        .field("kind", "invoice")
                        .file("file", "invoice.pdf", RequestBody.file(file, "application/pdf"))
                        .build())
                .send();
        Response once = client.put("/files/{name}", "log.txt")
                .body(RequestBody.stream(stream, -1, "text/plain"))
                .send();
        // end
        return List.of(json, form, upload, parts, once);
    }

    public static List<Object> responses(ResilientClient client) {
        // snippet: responses
        Order order = client.get("/orders/{id}", 42).fetch(Order.class);
        List<Order> orders = client.get("/orders").fetch(new TypeRef<List<Order>>() {});
        String text = client.get("/orders/{id}", 42).fetch(String.class);

        Response response = client.get("/orders/{id}", 404).send(); // any status
        if (response.status() != 404) {
            response.orThrow(); // typed exception unless it is 2xx
        }
        // end
        return List.of(order, orders, text, response);
    }

    public static void stream(ResilientClient client, Path file) throws IOException {
        // snippet: stream
        try (StreamedResponse report = client.get("/reports/{year}", 2026).stream()) {
            Files.copy(report.body(), file);
        }
        // end
    }

    public static boolean close(ResilientClient client) {
        // snippet: close
        boolean allEndedByThemselves = client.close(ofSeconds(5));
        // end
        return allEndedByThemselves;
    }

    public static void diagnosis(ResilientClient client) {
        // snippet: diagnosis
        try {
            client.get("/orders/{id}", 42).fetch(Order.class);
        } catch (HopguardException e) {
            Diagnosis diagnosis = e.diagnosis();
            log.warn("{} by {}: {}", diagnosis.answeredBy(), diagnosis.product(), diagnosis.causes());
            if (diagnosis.confidence() != Confidence.NONE) {
                diagnosis.advice().forEach(log::info);
            }
        }
        // end
    }

    public static void errors(ResilientClient client) {
        // snippet: errors
        try {
            client.get("/orders/{id}", 42).fetch(Order.class);
        } catch (TooManyRequestsException e) {
            log.info("come back after {}", e.retryAfter()); // null when the server named no time
        } catch (BadGatewayException e) {
            log.warn("502 after {} attempts, headers {}", e.attempts().size(), e.headers());
        } catch (HopguardException e) { // everything else
            log.warn("{} while {}: {}", e.code(), e.phase().words(), e.getMessage(), e);
            if (e.outcomeUnknown()) {
                log.warn("ask the server whether it was done before repeating it");
            }
        }
        // end
    }

    public static Response callTimeout(ResilientClient client) {
        // snippet: call-timeout
        Response report =
                client.get("/reports/{year}", 2026).timeout(ofSeconds(30)).send();
        // end
        return report;
    }

    @SuppressWarnings("try")
    public static void scope(ResilientClient client, String received, ExecutorService executor) throws Exception {
        // snippet: scope
        long nanos = BudgetHeader.X_TIMEOUT_BUDGET_MS.decode(received);
        Duration budget = nanos == BudgetHeader.MALFORMED ? ofSeconds(5) : Duration.ofNanos(nanos);
        try (DeadlineScope scope = DeadlineScope.open(budget)) {
            Order order = client.get("/orders/{id}", 42).fetch(Order.class);
            Future<Response> other = executor.submit(
                    DeadlineScope.wrap(() -> client.get("/orders/{id}", 43).send()));
            log.info("{} {}", order, other.get());
        }
        // end
    }

    public static List<Response> repeatable(ResilientClient client) {
        // snippet: repeatable
        Response keyed =
                client.post("/payments").idempotencyKey().text("12.00 EUR").send();
        Response safe = client.post("/search").retrySafe().text("bolts").send();
        Response once = client.get("/one-time-code").noRetry().send();
        // end
        return List.of(keyed, safe, once);
    }

    public static CompletableFuture<?> async(ResilientClient client) {
        // snippet: async
        CompletableFuture<Order> later = client.get("/orders/{id}", 42).fetchAsync(Order.class);
        CompletableFuture<String> status = later.thenApply(Order::status);
        // later.cancel(true) ends the call; status.cancel(true) would not
        // end
        return status;
    }
}

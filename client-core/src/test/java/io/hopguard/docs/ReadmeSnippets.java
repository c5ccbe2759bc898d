package io.hopguard.docs;

import static java.time.Duration.ofSeconds;

import io.hopguard.client.ResilientClient;
import io.hopguard.client.error.BadGatewayException;
import io.hopguard.client.error.DeadlineExceededException;
import io.hopguard.client.error.GatewayTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Java of README.md; compiled only. */
final class ReadmeSnippets {
    private static final Logger log = LoggerFactory.getLogger(ReadmeSnippets.class);

    private ReadmeSnippets() {}

    record Order(int id, String status) {}

    record Payment(int order, int cents) {}

    static void usage() {
        // snippet: usage
        ResilientClient client = ResilientClient.builder()
                .baseUri("https://api.example.com")
                .timeouts(t -> t.total(ofSeconds(5)).attempt(ofSeconds(2)))
                .build(); // one for each service, kept, closed in the end

        try {
            Order order = client.get("/orders/{id}", 42).fetch(Order.class);
            client.post("/payments")
                    .idempotencyKey()
                    .json(new Payment(order.id(), 1200))
                    .send()
                    .orThrow();
        } catch (BadGatewayException | GatewayTimeoutException e) {
            log.warn("a hop on the way failed: {}", e.getMessage());
        } catch (DeadlineExceededException e) {
            log.warn("our own 5 s were over while {}: {}", e.phase().words(), e.attempts());
        }
        // end
    }
}

package io.hopguard.client.gateway;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hopguard.client.ResilientClient;
import io.hopguard.client.ResilientClientBuilder;
import io.hopguard.client.error.HopguardException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** A real server for each class, and rows of a table that say what the user of a client learns from its failures. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class LiveTestBase {
    private static final Duration TOTAL = ofSeconds(6);
    // For a loaded machine, on which a thread that is due does not run at once.
    private static final Duration ROOM = ofMillis(500);

    private LiveServer server;

    /** An order as every healthy upstream tells it. */
    record Order(int id, int worker) {}

    /** Starts it without waiting for it. */
    abstract LiveServer start(Path directory);

    @BeforeAll
    void startServer(@TempDir Path directory) {
        server = start(directory).awaitReadiness();
    }

    @AfterAll
    void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    /** The test before may have ended it. */
    @BeforeEach
    void ensureRunning() {
        server.revive();
    }

    LiveServer server() {
        return server;
    }

    @Test
    void aHealthyAnswerComesThrough() {
        try (ResilientClient client = client(UnaryOperator.identity())) {
            assertThat(client.get("/orders/1").fetch(Order.class).id()).isEqualTo(1);
        }
    }

    /** One attempt on a connection of its own for a row of the table. */
    void check(Cell cell) {
        check(cell, UnaryOperator.identity());
    }

    /** The same with another client. */
    void check(Cell cell, UnaryOperator<ResilientClientBuilder> change) {
        try (ResilientClient client = client(change)) {
            long start = System.nanoTime();
            HopguardException failure = catchThrowableOfType(
                    HopguardException.class, () -> client.get(cell.path()).fetch(Order.class));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TOTAL.plus(ROOM));
            cell.check(failure);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + server.logs(), e);
        }
    }

    private ResilientClient client(UnaryOperator<ResilientClientBuilder> change) {
        ResilientClientBuilder builder = ResilientClient.builder()
                .baseUri(server.uri())
                .timeouts(t -> t.total(TOTAL).attempt(ofSeconds(5)).connect(ofSeconds(2)))
                .retry(r -> r.off())
                .circuitBreaker(b -> b.off());
        return change.apply(builder).build();
    }
}

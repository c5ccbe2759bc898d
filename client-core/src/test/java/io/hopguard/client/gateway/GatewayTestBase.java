package io.hopguard.client.gateway;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import io.hopguard.client.ResilientClient;
import io.hopguard.client.ResilientClientBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** A gateway for each class, and for each test clients whose requests can be told from those of every other test. */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class GatewayTestBase {
    /** Attempts of a call of {@link #client()}. */
    protected static final int ATTEMPTS = 3;

    private final List<String> gunicornOptions;
    private final List<ResilientClient> clients = new ArrayList<>();
    private GatewayStack stack;
    private int tests;
    private String tag;

    /**
     * What the class needs.
     *
     * @param gunicornOptions added to gunicorn's command line
     */
    protected GatewayTestBase(String... gunicornOptions) {
        this.gunicornOptions = List.of(gunicornOptions);
    }

    /** An order as the application tells it. */
    public record Order(int id, int worker) {}

    @BeforeAll
    void startGateway(@TempDir Path directory) {
        stack = GatewayStack.start(directory, gunicornOptions);
    }

    @AfterAll
    void stopGateway() {
        if (stack != null) {
            stack.close();
        }
    }

    @BeforeEach
    void beginTest() {
        tests++;
        tag = "test-" + tests;
        // The test before may have left it dead.
        gunicorn().start();
    }

    @AfterEach
    void closeClients() {
        clients.forEach(ResilientClient::close);
        clients.clear();
    }

    /** A client whose attempts can be counted: no breaker, no limit for retries, short waits. */
    protected ResilientClient client() {
        return client(builder -> {});
    }

    /** The same, changed. */
    protected ResilientClient client(Consumer<ResilientClientBuilder> change) {
        ResilientClientBuilder builder = ResilientClient.builder()
                .baseUri(stack.nginx().uri())
                .header("X-Test", tag)
                .timeouts(t -> t.total(ofSeconds(20)).attempt(ofSeconds(10)).connect(ofSeconds(2)))
                .retry(r -> r.maxAttempts(ATTEMPTS).backoff(ofMillis(10), ofMillis(50)))
                .retryBudget(b -> b.off())
                .circuitBreaker(b -> b.off());
        change.accept(builder);
        ResilientClient client = builder.build();
        clients.add(client);
        return client;
    }

    protected GunicornProcess gunicorn() {
        return stack.gunicorn();
    }

    /** This test's requests that nginx has answered or given up; waits for so many and returns all. */
    protected List<SeenRequest> seenByNginx(int expected) {
        return stack.nginx().seen(tag, expected);
    }

    /** What nginx answered to this test's requests. */
    protected List<Integer> statusesByNginx(int expected) {
        return seenByNginx(expected).stream().map(SeenRequest::status).toList();
    }

    /** This test's requests that reached the application, as "method path key"; waits for so many and returns all. */
    protected List<String> seenByApplication(int expected) {
        Await.until(
                expected + " requests of " + tag + " in the application's log",
                () -> gunicorn().seen(tag).size() >= expected,
                stack.nginx()::logs);
        return gunicorn().seen(tag);
    }

    /** Waits until so many connections of clients to nginx are open. */
    protected void awaitConnections(int expected) {
        Await.until(
                expected + " connections to nginx",
                () -> stack.nginx().activeConnections() == expected,
                () -> "there are " + stack.nginx().activeConnections());
    }
}

package io.hopguard.client;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hopguard.client.error.CircuitOpenException;
import io.hopguard.client.error.DeadlineExceededException;
import io.hopguard.client.error.GaveUp;
import io.hopguard.client.error.ServiceUnavailableException;
import io.hopguard.client.testing.SkippedWaits;
import io.hopguard.client.wire.RawServer;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What applications' tests use in place of waiting. */
class SkippedWaitsTest {
    private static final String COME_BACK_LATER = "HTTP/1.1 503 X\r\nRetry-After: 60\r\nContent-Length: 0\r\n\r\n";

    private final SkippedWaits waits = new SkippedWaits();

    @Test
    void waitsPassAtOnceAndAreRecorded() {
        long began = System.nanoTime();
        assertThatThrownBy(() -> ask(COME_BACK_LATER, ofMinutes(5)))
                .isInstanceOfSatisfying(
                        ServiceUnavailableException.class,
                        failure -> assertThat(failure.attempts())
                                .hasSize(3)
                                .last()
                                .satisfies(
                                        attempt -> assertThat(attempt.waited()).isGreaterThanOrEqualTo(ofMinutes(1))));
        assertThat(waits.waits()).hasSize(2).allMatch(wait -> wait.compareTo(ofMinutes(1)) >= 0);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(ofMinutes(1));
    }

    @Test
    void aWaitThatDoesNotFitTheDeadlineIsNotBegun() {
        assertThatThrownBy(() -> ask(COME_BACK_LATER, ofSeconds(90)))
                .isInstanceOfSatisfying(ServiceUnavailableException.class, failure -> {
                    assertThat(failure.attempts()).hasSize(2);
                    assertThat(failure.gaveUp()).isEqualTo(GaveUp.RETRY_AFTER_TOO_LONG);
                });
        assertThat(waits.waits()).hasSize(1);
    }

    @Test
    void silenceIsStillEndedByTheDeadline() {
        assertThatThrownBy(() -> ask("", ofMillis(200))).isInstanceOf(DeadlineExceededException.class);
    }

    @Test
    void forgettingWaitsDoesNotPutTheClockBack() {
        waits.skip(ofSeconds(3));
        waits.clear();
        assertThat(waits.waits()).isEmpty();
        assertThat(waits.skipped()).isEqualTo(ofSeconds(3));
    }

    @Test
    void howLongABreakerStaysOpenIsNotSkipped() throws IOException {
        try (RawServer server = new RawServer(connection -> {
                    while (connection.request() != null) {
                        connection.respond(500, "");
                    }
                });
                ResilientClient client = ResilientClient.builder()
                        .baseUri(server.url())
                        .circuitBreaker(b ->
                                b.slidingWindowSize(2).minimumNumberOfCalls(2).openFor(ofMinutes(1)))
                        .skipWaits(waits)
                        .build()) {
            client.get("/").send();
            client.get("/").send();
            waits.skip(ofMinutes(2));
            assertThatThrownBy(() -> client.get("/").send()).isInstanceOf(CircuitOpenException.class);
        }
    }

    private void ask(String answer, Duration total) throws IOException {
        RawServer.Script script = connection -> {
            while (connection.request() != null) {
                connection.send(answer);
            }
        };
        try (RawServer server = new RawServer(script);
                ResilientClient client = ResilientClient.builder()
                        .baseUri(server.url())
                        .timeouts(t -> t.total(total).attempt(total))
                        .skipWaits(waits)
                        .build()) {
            client.get("/").send().orThrow();
        }
    }
}

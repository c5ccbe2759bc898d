package io.hopguard.client.gateway;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hopguard.client.ResilientClient;
import io.hopguard.client.error.DeadlineExceededException;
import io.hopguard.client.error.GatewayTimeoutException;
import io.hopguard.client.error.GaveUp;
import io.hopguard.client.error.Phase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The application is slower than somebody's patience. */
class SlowUpstreamIT extends GatewayTestBase {
    private static final int CLIENT_CLOSED_REQUEST = 499;

    SlowUpstreamIT() {
        // Late answers keep their workers busy for a while.
        super("--workers", "4");
    }

    @Test
    void nginxLosesPatienceOnEveryAttempt() {
        ResilientClient client = client(builder -> builder.retry(r -> r.maxAttempts(2)));
        GatewayTimeoutException failure = catchThrowableOfType(
                GatewayTimeoutException.class,
                () -> client.get("/impatient/sleep").query("ms", 2_000).fetch(Order.class));

        assertThat(failure.attempts()).hasSize(2).allMatch(attempt -> attempt.status() == 504);
        assertThat(failure.gaveUp()).isEqualTo(GaveUp.ATTEMPTS_EXHAUSTED);
        assertThat(failure.elapsed()).isBetween(ofSeconds(2), ofSeconds(4));
        assertThat(statusesByNginx(2)).containsExactly(504, 504);
        assertThat(seenByApplication(2)).hasSize(2);
        assertThat(client.get("/orders/1").fetch(Order.class).id()).isEqualTo(1);
    }

    @Test
    void aGatewayTimeoutIsCuredByARetryWhenTheApplicationIsFastAgain() {
        Order order = client().get("/impatient/sleep-once").query("ms", 2_000).fetch(Order.class);

        assertThat(order.id()).isEqualTo(2);
        assertThat(statusesByNginx(2)).containsExactly(504, 200);
        assertThat(seenByApplication(2)).hasSize(2);
    }

    @Test
    void theClientsOwnDeadlineEndsTheCallBeforeNginxDoes() {
        ResilientClient client =
                client(builder -> builder.timeouts(t -> t.total(ofSeconds(5)).attempt(ofSeconds(5))));
        client.get("/orders/1").fetch(Order.class);
        long start = System.nanoTime();
        DeadlineExceededException failure = catchThrowableOfType(
                DeadlineExceededException.class,
                () -> client.get("/impatient/sleep")
                        .query("ms", 900)
                        .timeout(ofMillis(500))
                        .fetch(Order.class));
        Duration taken = Duration.ofNanos(System.nanoTime() - start);

        assertThat(failure.phase()).isEqualTo(Phase.RESPONSE);
        assertThat(failure.attempts()).hasSize(1);
        assertThat(failure.elapsed()).isBetween(ofMillis(500), ofMillis(650));
        assertThat(taken).isLessThan(ofMillis(700));
        assertThat(statusesByNginx(2)).containsExactly(200, CLIENT_CLOSED_REQUEST);
        assertThat(seenByApplication(2)).hasSize(2);
        assertThat(client.get("/orders/1").fetch(Order.class).id()).isEqualTo(1);
    }

    @Test
    void anAttemptThatHangsIsGivenUpAndTheNextOneSucceeds() {
        ResilientClient client = client(builder -> builder.timeouts(t -> t.attempt(ofMillis(500))));
        Order order = client.get("/sleep-once").query("ms", 1_500).fetch(Order.class);

        assertThat(order.id()).isEqualTo(2);
        assertThat(statusesByNginx(2)).containsExactly(CLIENT_CLOSED_REQUEST, 200);
        assertThat(seenByApplication(2)).hasSize(2);
    }
}

package io.hopguard.client.gateway;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hopguard.client.ResilientClient;
import io.hopguard.client.error.BadGatewayException;
import io.hopguard.client.error.CircuitOpenException;
import org.junit.jupiter.api.Test;

/** The circuit breaker in front of a dead upstream. */
class BreakerIT extends GatewayTestBase {
    private static final int WINDOW = 4;

    @Test
    void itOpensKeepsRequestsAwayAndClosesAgain() {
        ResilientClient client = client(builder -> builder.retry(r -> r.off())
                .circuitBreaker(b -> b.enabled(true)
                        .slidingWindowSize(WINDOW)
                        .minimumNumberOfCalls(WINDOW)
                        .halfOpenCalls(1)
                        .openFor(ofSeconds(2))));
        gunicorn().kill();
        for (int call = 0; call < WINDOW; call++) {
            assertThatThrownBy(() -> order(client)).isInstanceOf(BadGatewayException.class);
        }
        for (int call = 0; call < 10; call++) {
            assertThatThrownBy(() -> order(client))
                    .isInstanceOf(CircuitOpenException.class)
                    .hasCauseInstanceOf(BadGatewayException.class);
        }
        assertThat(statusesByNginx(WINDOW)).containsExactly(502, 502, 502, 502);

        gunicorn().start();
        Await.until("the breaker lets a call through", () -> succeeds(client), client::describe);
        for (int call = 0; call < WINDOW; call++) {
            order(client);
        }
        assertThat(statusesByNginx(2 * WINDOW + 1)).containsExactly(502, 502, 502, 502, 200, 200, 200, 200, 200);
        assertThat(seenByApplication(WINDOW + 1)).hasSize(WINDOW + 1);
    }

    @Test
    void aProbeThatFailsKeepsItOpen() {
        ResilientClient client = client(builder -> builder.retry(r -> r.off())
                .circuitBreaker(b -> b.enabled(true)
                        .slidingWindowSize(WINDOW)
                        .minimumNumberOfCalls(WINDOW)
                        .halfOpenCalls(1)
                        .openFor(ofSeconds(1))));
        gunicorn().kill();
        for (int call = 0; call < WINDOW; call++) {
            assertThatThrownBy(() -> order(client)).isInstanceOf(BadGatewayException.class);
        }
        Await.until("the breaker lets a probe through", () -> !isRefused(client), client::describe);
        assertThatThrownBy(() -> order(client)).isInstanceOf(CircuitOpenException.class);

        assertThat(statusesByNginx(WINDOW + 1)).containsExactly(502, 502, 502, 502, 502);
    }

    private static Order order(ResilientClient client) {
        return client.get("/orders/1").fetch(Order.class);
    }

    private static boolean succeeds(ResilientClient client) {
        try {
            return order(client).id() == 1;
        } catch (CircuitOpenException e) {
            return false;
        }
    }

    private static boolean isRefused(ResilientClient client) {
        try {
            return client.get("/orders/1").send().status() == 0;
        } catch (CircuitOpenException e) {
            return true;
        }
    }
}

package io.hopguard.client.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hopguard.client.ResilientClient;
import io.hopguard.client.error.BadGatewayException;
import io.hopguard.client.error.GaveUp;
import org.junit.jupiter.api.Test;

/** gunicorn kills a worker that hangs. Workers that start count too, so the application is loaded before they do. */
class WorkerTimeoutIT extends GatewayTestBase {

    WorkerTimeoutIT() {
        super("--timeout", "2", "--preload");
    }

    @Test
    void aKilledWorkerIsABadGatewayAndTheNextCallWorks() {
        ResilientClient client = client();
        BadGatewayException failure = catchThrowableOfType(
                BadGatewayException.class,
                () -> client.get("/sleep").query("ms", 30_000).noRetry().fetch(Order.class));

        assertThat(failure.attempts()).hasSize(1);
        assertThat(failure.gaveUp()).isEqualTo(GaveUp.RETRY_OFF);
        assertThat(gunicorn().output()).contains("WORKER TIMEOUT");
        assertThat(statusesByNginx(1)).containsExactly(502);
        assertThat(seenByApplication(1)).containsExactly("GET /sleep?ms=30000 -");

        assertThat(client.get("/orders/1").fetch(Order.class).id()).isEqualTo(1);
        assertThat(statusesByNginx(2)).containsExactly(502, 200);
    }

    @Test
    void aRetryReachesAnotherWorker() {
        Order order = client().get("/sleep-once").query("ms", 30_000).fetch(Order.class);

        assertThat(order.id()).isEqualTo(2);
        assertThat(statusesByNginx(2)).containsExactly(502, 200);
        assertThat(seenByApplication(2)).hasSize(2);
    }
}

package io.hopguard.client;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hopguard.client.error.CallCancelledException;
import io.hopguard.client.error.ClientClosedException;
import io.hopguard.client.error.DeadlineExceededException;
import io.hopguard.client.error.NotFoundException;
import io.hopguard.client.error.UnexpectedContentException;
import io.hopguard.client.gateway.GatewayTestBase;
import io.hopguard.client.http.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** No connection stays behind, neither here nor at the gateway. */
class GatewayConnectionsIT extends GatewayTestBase {

    @Test
    void noConnectionStaysLeasedWhateverACallEndsWith() {
        ResilientClient client = client();
        client.get("/orders/1").fetch(Order.class);
        client.get("/bank").send();
        assertThatThrownBy(() -> client.get("/nowhere").fetch(Order.class)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> client.get("/maintenance").fetch(Order.class))
                .isInstanceOf(UnexpectedContentException.class);
        assertThatThrownBy(
                        () -> client.get("/sleep?ms=500").timeout(ofMillis(100)).fetch(Order.class))
                .isInstanceOf(DeadlineExceededException.class);

        assertThat(client.leasedConnections()).isZero();
        client.close();
        awaitConnections(0);
    }

    @Test
    void closingEndsACallUnderWayAndItsConnection() {
        ResilientClient client = client();
        CompletableFuture<Response> later = client.get("/sleep?ms=2000").sendAsync();
        seenByApplication(1);
        awaitConnections(1);
        client.close();

        assertThatThrownBy(() -> later.get(1, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(CallCancelledException.class);
        awaitConnections(0);
        assertThat(client.leasedConnections()).isZero();
        assertThat(statusesByNginx(1)).containsExactly(499);
        assertThatThrownBy(() -> client.get("/orders/1").send()).isInstanceOf(ClientClosedException.class);
    }
}

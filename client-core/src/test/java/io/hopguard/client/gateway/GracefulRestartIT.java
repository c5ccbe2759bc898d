package io.hopguard.client.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.ResilientClient;
import io.hopguard.client.http.Response;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The application is deployed anew while it is used. */
class GracefulRestartIT extends GatewayTestBase {
    private static final int CALLS = 200;
    private static final int RELOAD_AT = 20;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Test
    void noCallFailsWhileGunicornReplacesItsWorkers() {
        ResilientClient client = client();
        Await.until(
                "two workers",
                () -> gunicorn().workers().size() == 2,
                () -> gunicorn().workers().toString());
        Set<Integer> oldWorkers = gunicorn().workers();
        long start = System.nanoTime();
        int attempts = 0;
        // Goes on until the old workers are gone, so that the calls surely lasted as long as the restart.
        for (int call = 1; call <= CALLS || !isReplaced(oldWorkers); call++) {
            if (call == RELOAD_AT) {
                gunicorn().reload();
            }
            Response response = client.get("/orders/1").send();
            assertThat(response.status()).as("call %d", call).isEqualTo(200);
            attempts += response.attempts().size();
            assertThat(System.nanoTime() - start).isLessThan(LIMIT.toNanos());
        }

        assertThat(oldWorkers).hasSize(2);
        assertThat(oldWorkers)
                .doesNotContain(client.get("/orders/1").fetch(Order.class).worker());
        attempts++;
        assertThat(seenByNginx(attempts)).hasSize(attempts);
    }

    private boolean isReplaced(Set<Integer> oldWorkers) {
        return Collections.disjoint(gunicorn().workers(), oldWorkers);
    }
}

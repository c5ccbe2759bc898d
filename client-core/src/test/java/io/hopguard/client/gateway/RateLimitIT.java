package io.hopguard.client.gateway;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hopguard.client.ResilientClient;
import io.hopguard.client.error.GaveUp;
import io.hopguard.client.error.HttpStatusException;
import io.hopguard.client.error.ServiceUnavailableException;
import io.hopguard.client.error.TooManyRequestsException;
import io.hopguard.client.http.Response;
import io.hopguard.client.policy.Jitter;
import org.junit.jupiter.api.Test;

/** nginx admits one request per second and refuses the others by itself. */
class RateLimitIT extends GatewayTestBase {

    @Test
    void tooManyRequestsAreRefusedAndTheServersPauseIsKept() {
        ResilientClient client = client();
        TooManyRequestsException failure = refusedOnce(client, "/limited/429/orders/1", TooManyRequestsException.class);
        assertThat(failure.retryAfter()).isEqualTo(ofSeconds(1));

        Response response = client.get("/limited/429/orders/1").send();
        assertThat(response.attempts().get(1).waited()).isBetween(ofSeconds(1), ofMillis(1_010));
        succeededOnSecondAttempt(response, 429);
    }

    @Test
    void serviceUnavailableIsRefusedAndTheRetrySucceedsAfterTheBackOff() {
        ResilientClient client = client(builder ->
                builder.retry(r -> r.backoff(ofMillis(1_100), ofMillis(1_100)).jitter(Jitter.NONE)));
        ServiceUnavailableException failure =
                refusedOnce(client, "/limited/503/orders/1", ServiceUnavailableException.class);
        assertThat(failure.bodyText()).contains("503 Service Temporarily Unavailable");

        succeededOnSecondAttempt(client.get("/limited/503/orders/1").send(), 503);
    }

    /** The first request is admitted, the second one is not, and is not tried again. */
    private <E extends HttpStatusException> E refusedOnce(ResilientClient client, String path, Class<E> type) {
        assertThat(client.get(path).send().status()).isEqualTo(200);
        E failure = catchThrowableOfType(type, () -> client.get(path).noRetry().fetch(Order.class));

        assertThat(failure.attempts()).hasSize(1);
        assertThat(failure.gaveUp()).isEqualTo(GaveUp.RETRY_OFF);
        assertThat(statusesByNginx(2)).containsExactly(200, failure.status());
        assertThat(seenByApplication(1)).hasSize(1);
        return failure;
    }

    private void succeededOnSecondAttempt(Response response, int refusal) {
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.attempts()).hasSize(2);
        assertThat(statusesByNginx(4)).containsExactly(200, refusal, refusal, 200);
        assertThat(seenByApplication(2)).hasSize(2);
    }
}

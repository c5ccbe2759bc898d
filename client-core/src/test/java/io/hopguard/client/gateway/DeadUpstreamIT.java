package io.hopguard.client.gateway;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hopguard.client.ResilientClient;
import io.hopguard.client.error.BadGatewayException;
import io.hopguard.client.error.GaveUp;
import io.hopguard.client.http.Response;
import io.hopguard.client.policy.Jitter;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** nginx is well, and nobody listens behind it. */
class DeadUpstreamIT extends GatewayTestBase {

    @Test
    void aGetIsTriedUntilItsAttemptsAreExhaustedAndTheNextCallRecovers() {
        ResilientClient client = client();
        gunicorn().kill();
        BadGatewayException failure = catchThrowableOfType(
                BadGatewayException.class, () -> client.get("/orders/1").fetch(Order.class));

        assertThat(failure.status()).isEqualTo(502);
        assertThat(failure.bodyText()).contains("<center>nginx");
        assertThat(failure.attempts()).hasSize(ATTEMPTS).allMatch(attempt -> attempt.status() == 502);
        assertThat(failure.gaveUp()).isEqualTo(GaveUp.ATTEMPTS_EXHAUSTED);
        assertThat(failure.outcomeUnknown()).isFalse();
        assertThat(statusesByNginx(ATTEMPTS)).containsExactly(502, 502, 502);

        gunicorn().start();
        assertThat(client.get("/orders/1").fetch(Order.class).id()).isEqualTo(1);
        assertThat(statusesByNginx(ATTEMPTS + 1)).containsExactly(502, 502, 502, 200);
        assertThat(seenByApplication(1)).hasSize(1);
    }

    @Test
    void aPostWithoutAKeyIsSentOnceAndItsOutcomeIsUnknown() {
        ResilientClient client = client();
        gunicorn().kill();
        BadGatewayException failure = catchThrowableOfType(
                BadGatewayException.class,
                () -> client.post("/orders").json(Map.of("id", 1)).fetch(Order.class));

        assertThat(failure.attempts()).hasSize(1);
        assertThat(failure.gaveUp()).isEqualTo(GaveUp.NOT_IDEMPOTENT);
        assertThat(failure.outcomeUnknown()).isTrue();
        assertThat(statusesByNginx(1)).containsExactly(502);

        gunicorn().start();
        client.post("/orders").json(Map.of("id", 1)).fetch(Order.class);
        assertThat(statusesByNginx(2)).containsExactly(502, 201);
    }

    @Test
    void aPostWithAKeyIsTriedWithTheSameKeyEachTime() {
        ResilientClient client = client();
        gunicorn().kill();
        BadGatewayException failure = catchThrowableOfType(
                BadGatewayException.class,
                () -> client.post("/orders")
                        .idempotencyKey()
                        .json(Map.of("id", 1))
                        .fetch(Order.class));

        assertThat(failure.attempts()).hasSize(ATTEMPTS);
        String key = seenByNginx(ATTEMPTS).get(0).key();
        assertThat(key).hasSizeGreaterThanOrEqualTo(32);
        assertThat(seenByNginx(ATTEMPTS)).extracting(SeenRequest::key).isEqualTo(Collections.nCopies(ATTEMPTS, key));

        gunicorn().start();
        client.post("/orders").idempotencyKey().json(Map.of("id", 1)).fetch(Order.class);
        assertThat(seenByNginx(ATTEMPTS + 1).get(ATTEMPTS).key()).isNotIn(key, "-");
    }

    @Test
    void aCallThatIsStillRetryingSucceedsOnceTheUpstreamIsBack() throws Exception {
        ResilientClient client = client(builder -> builder.retry(
                r -> r.maxAttempts(1_000).backoff(ofMillis(50), ofMillis(50)).jitter(Jitter.NONE)));
        gunicorn().kill();
        CompletableFuture<Response> later = client.get("/orders/1").sendAsync();
        seenByNginx(2);
        gunicorn().start();
        Response response = later.get(15, TimeUnit.SECONDS);

        assertThat(response.status()).isEqualTo(200);
        int attempts = response.attempts().size();
        assertThat(attempts).isGreaterThan(2);
        assertThat(seenByNginx(attempts)).hasSize(attempts);
        assertThat(statusesByNginx(attempts).subList(0, attempts - 1)).containsOnly(502);
        assertThat(seenByApplication(1)).hasSize(1);
    }
}

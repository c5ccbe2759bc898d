package io.hopguard.client.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hopguard.client.ResilientClient;
import io.hopguard.client.error.BadGatewayException;
import io.hopguard.client.error.UnexpectedContentException;
import io.hopguard.client.http.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The gateway and the application are well; what goes wrong is what the application says. */
class HealthyGatewayIT extends GatewayTestBase {

    @Test
    void aHealthyGetIsOneRequest() {
        assertThat(client().get("/orders/{id}", 42).fetch(Order.class).id()).isEqualTo(42);

        assertThat(statusesByNginx(1)).containsExactly(200);
        assertThat(seenByApplication(1)).containsExactly("GET /orders/42 -");
    }

    @Test
    void aHealthyPostIsOneRequest() {
        Response response = client().post("/orders").json(Map.of("id", 7)).send();

        assertThat(response.status()).isEqualTo(201);
        assertThat(response.text()).contains("\"id\":7");
        assertThat(statusesByNginx(1)).containsExactly(201);
        assertThat(seenByApplication(1)).containsExactly("POST /orders -");
    }

    @Test
    void oneConnectionServesCallAfterCall() {
        ResilientClient client = client();
        for (int id = 1; id <= 5; id++) {
            assertThat(client.get("/orders/{id}", id).fetch(Order.class).id()).isEqualTo(id);
            client.post("/orders").json(Map.of("id", id)).fetch(Order.class);
        }

        assertThat(seenByNginx(10))
                .hasSize(10)
                .extracting(SeenRequest::connection)
                .containsOnly(seenByNginx(10).get(0).connection());
    }

    @Test
    void theConnectionSurvivesABadGateway() {
        ResilientClient client = client();
        client.get("/bank").send();
        client.get("/orders/1").fetch(Order.class);

        assertThat(seenByNginx(ATTEMPTS + 1))
                .hasSize(ATTEMPTS + 1)
                .extracting(SeenRequest::connection)
                .containsOnly(seenByNginx(1).get(0).connection());
    }

    @Test
    void theApplicationsOwnBadGatewayKeepsItsWords() {
        ResilientClient client = client();
        BadGatewayException failure = catchThrowableOfType(
                BadGatewayException.class, () -> client.get("/bank").fetch(Order.class));

        assertThat(failure.bodyText().strip()).isEqualTo("{\"error\":\"upstream bank is down\"}");
        assertThat(failure.attempts()).hasSize(ATTEMPTS);
        assertThat(statusesByNginx(ATTEMPTS)).containsExactly(502, 502, 502);
        assertThat(seenByApplication(ATTEMPTS)).hasSize(ATTEMPTS);
        assertThat(client.get("/orders/1").fetch(Order.class).id()).isEqualTo(1);
    }

    @Test
    void aPageWhereJsonIsFetchedIsNamed() {
        ResilientClient client = client();
        UnexpectedContentException failure = catchThrowableOfType(
                UnexpectedContentException.class,
                () -> client.get("/maintenance").fetch(Order.class));

        assertThat(failure).hasMessageContaining("text/html").hasMessageContaining("a page titled 'Back soon");
        assertThat(statusesByNginx(1)).containsExactly(200);
        assertThat(client.get("/orders/1").fetch(Order.class).id()).isEqualTo(1);
    }
}

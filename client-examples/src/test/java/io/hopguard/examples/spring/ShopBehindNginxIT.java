package io.hopguard.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import tools.jackson.databind.JsonNode;

/** Behind a real nginx. */
@EnabledIf("nginxIsThere")
class ShopBehindNginxIT extends ShopBase {
    /** Without it this is skipped, or fails where it must run. */
    static boolean nginxIsThere() {
        boolean there = Nginx.program() != null;
        if (!there && Boolean.parseBoolean(System.getenv("HOPGUARD_REQUIRE_GATEWAYS"))) {
            throw new AssertionError("nginx is not installed; on Debian: apt-get install nginx-light");
        }
        return there;
    }

    @Test
    void nginxIsNamedWhenTheServiceBehindItRefuses() throws Exception {
        shop().press(Condition.REFUSING);

        HttpResponse<String> answer = shop().get("/orders/7");

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("\"code\":\"bad_gateway\"", "nginx", "CONNECTION_REFUSED");
        Shop.await(
                "failure on the page",
                () -> shop().client().path("lastFailures").size() > 0);
        JsonNode failure = shop().client().path("lastFailures").path(0);
        assertThat(failure.path("diagnosis").path("product").asString()).isEqualTo("nginx");
        assertThat(failure.path("diagnosis").path("advice")).isNotEmpty();
        assertThat(failure.path("attempts")).hasSize(3);
    }

    @Test
    void nginxGivesUpOnASlowService() throws Exception {
        shop().press(Condition.SLOW);

        HttpResponse<String> answer = shop().get("/orders/7");

        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(answer.body()).contains("\"code\":\"gateway_timeout\"", "nginx", "RESPONSE_TIMEOUT");
    }
}

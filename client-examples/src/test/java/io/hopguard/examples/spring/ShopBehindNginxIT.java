package io.hopguard.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Behind a real nginx. */
@EnabledIf(value = "nginxIsThere", disabledReason = "nginx is not installed; on Debian: apt-get install nginx-light")
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
    void itSaysThatThereIsAGateway() throws Exception {
        assertThat(shop().json("/upstream").path("behindNginx").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "DOWN,        502, bad_gateway,         GATEWAY, CONNECTION_REFUSED",
        "BAD_GATEWAY, 502, bad_gateway,         UNKNOWN, APPLICATION_ERROR",
        "UNAVAILABLE, 503, service_unavailable, UNKNOWN, APPLICATION_ERROR",
        "SLOW,        504, gateway_timeout,     GATEWAY, RESPONSE_TIMEOUT",
        "HALF,        502, truncated_response,  UNKNOWN, TRUNCATED_RESPONSE",
    })
    void thePageTellsTheCause(Condition condition, int status, String code, String answeredBy, String cause)
            throws Exception {
        shop().press(condition);

        HttpResponse<String> answer = shop().get("/orders/7");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
        JsonNode failure = shop().lastFailure();
        assertThat(failure.path("attempts")).hasSize(3);
        assertThat(failure.at("/diagnosis/answeredBy").asString()).isEqualTo(answeredBy);
        assertThat(failure.at("/diagnosis/hops/0").asString()).isEqualTo("nginx");
        assertThat(failure.at("/diagnosis/causes/0").asString()).isEqualTo(cause);
        assertThat(failure.at("/diagnosis/advice")).isNotEmpty();
    }

    @Test
    void aBrowserShowsThePage(@TempDir Path directory) throws Exception {
        String program = Browser.installed();
        assumeTrue(program != null, "chromium is not installed; on Debian: apt-get install chromium");
        shop().press(Condition.DOWN);
        shop().get("/orders/7");

        String page = new Browser(program, directory).show("http://127.0.0.1:" + shop().port() + "/");

        assertThat(page)
                .doesNotContain("no news from the shop")
                .contains("nginx → orders service, which has its port closed")
                .contains("circuit breaker", " of 10", "The last ", " × 502")
                .contains("connection refused", "a gateway (nginx)", "read nginx's error.log")
                .contains("502 · ");
    }
}

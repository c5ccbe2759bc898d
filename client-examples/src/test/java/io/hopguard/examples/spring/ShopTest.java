package io.hopguard.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Without a gateway, as on a machine without nginx. */
@TestPropertySource(properties = "shop.nginx=false")
class ShopTest extends ShopBase {
    @Test
    void itSaysThatThereIsNoGateway() throws Exception {
        assertThat(shop().json("/state").path("behindNginx").asBoolean()).isFalse();
    }

    @Test
    void aClosedPortIsNamed() throws Exception {
        shop().press(Condition.REFUSING);

        HttpResponse<String> answer = shop().get("/orders/7");

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"connect_failed\"", "\"attempts\":3", "CONNECTION_REFUSED");
    }
}

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
        assertThat(shop().json("/upstream").path("behindNginx").asBoolean(true)).isFalse();
    }

    @Test
    void aClosedPortIsNamed() throws Exception {
        shop().press(Condition.DOWN);

        HttpResponse<String> answer = shop().get("/orders/7");

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("\"code\":\"connect_failed\"");
        assertThat(shop().lastFailure().path("attempts")).hasSize(3);
        assertThat(shop().lastFailure().at("/diagnosis/causes/0").asString()).isEqualTo("CONNECTION_REFUSED");
    }
}

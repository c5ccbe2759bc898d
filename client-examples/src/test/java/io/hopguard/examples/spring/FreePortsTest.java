package io.hopguard.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.core.env.Environment;

/** Where the shop asks for orders. */
class FreePortsTest {
    private static Environment chosen(String... properties) {
        try (StaticApplicationContext context = new StaticApplicationContext()) {
            TestPropertyValues.of(properties).applyTo(context);
            new FreePorts().initialize(context);
            return context.getEnvironment();
        }
    }

    @Test
    void ordersAreAskedForAtTheGivenPort() {
        String entrance = Nginx.program() == null ? "9001" : "9000";
        assertThat(chosen("shop.nginx-port=9000", "shop.upstream-port=9001").getProperty("shop.orders-uri"))
                .isEqualTo("http://127.0.0.1:" + entrance);
        assertThat(chosen("shop.nginx=false", "shop.upstream-port=9001").getProperty("shop.orders-uri"))
                .isEqualTo("http://127.0.0.1:9001");
    }

    @Test
    void otherwiseAtOneThatIsFree() {
        Environment chosen = chosen("shop.nginx=false");
        assertThat(chosen.getProperty("shop.orders-uri"))
                .isEqualTo("http://127.0.0.1:" + chosen.getProperty("shop.upstream-port", Integer.class, 0));
    }

    @Test
    void everythingIsWhereNginxListens() throws Exception {
        assertThat(FreePorts.loopback()).isInstanceOf(Inet4Address.class);
    }
}

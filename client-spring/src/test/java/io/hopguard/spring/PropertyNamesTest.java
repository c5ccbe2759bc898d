package io.hopguard.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class PropertyNamesTest {
    private final PropertyNames names = new PropertyNames(new MockEnvironment(), "orders");

    @Test
    void namesOfTheCoreBecomeThoseOfTheConfiguration() {
        assertThat(names.told("timeouts.attempt is 20 s; must not be more than timeouts.total"))
                .isEqualTo("hopguard.clients.orders.timeouts.attempt is 20 s;"
                        + " must not be more than hopguard.clients.orders.timeouts.total");
    }

    @Test
    void aHostThatLooksLikeANameStaysAsItIs() {
        assertThat(names.told("proxy.uri is not shown; must be an http proxy, as http://proxy.example.com:3128"))
                .isEqualTo("hopguard.clients.orders.proxy.uri is not shown;"
                        + " must be an http proxy, as http://proxy.example.com:3128");
    }
}

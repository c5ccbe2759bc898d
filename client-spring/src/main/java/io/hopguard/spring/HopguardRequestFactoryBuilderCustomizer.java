package io.hopguard.spring;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.autoconfigure.ClientHttpRequestFactoryBuilderCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/** The last to be asked: whatever transport was chosen, ours is the only one, and no other retries are stacked on ours. */
final class HopguardRequestFactoryBuilderCustomizer
        implements ClientHttpRequestFactoryBuilderCustomizer<ClientHttpRequestFactoryBuilder<?>>, Ordered {
    private static final Logger LOG = LoggerFactory.getLogger("io.hopguard.spring");

    private final HopguardClients clients;
    private final Environment environment;

    HopguardRequestFactoryBuilderCustomizer(HopguardClients clients, Environment environment) {
        this.clients = clients;
        this.environment = environment;
    }

    @Override
    public ClientHttpRequestFactoryBuilder<?> customize(ClientHttpRequestFactoryBuilder<?> builder) {
        warn("spring.http.clients.imperative.factory", "Hopguard is the transport");
        warn("spring.http.clients.cookie-handling", "no cookies are kept unless a HopguardClientCustomizer sets a jar");
        return new HopguardRequestFactoryBuilder(clients);
    }

    private void warn(String property, String instead) {
        String value = environment.getProperty(property);
        if (value != null && !value.equalsIgnoreCase("disable")) {
            LOG.warn("{}={} has no effect: {}; hopguard.enabled=false switches Hopguard off", property, value, instead);
        }
    }

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}

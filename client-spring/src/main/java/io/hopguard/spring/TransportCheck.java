package io.hopguard.spring;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;

/** Warns of beans of the application with which Spring Boot's builders do not send through Hopguard: silence looks like protection. */
final class TransportCheck implements SmartInitializingSingleton {
    private static final Logger LOG = LoggerFactory.getLogger("io.hopguard.spring");

    private final ListableBeanFactory beans;

    TransportCheck(ListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public void afterSingletonsInstantiated() {
        beans.getBeansOfType(ClientHttpRequestFactoryBuilder.class).forEach((name, builder) -> {
            if (!isOurs(name, builder)) {
                LOG.warn(
                        "because of the application's bean '{}' (ClientHttpRequestFactoryBuilder), the RestClients,"
                                + " RestTemplates and HTTP services that Spring Boot builds do not send through Hopguard, unless"
                                + " they are on a client of hopguard.clients; remove it, or let it build a HopguardRequestFactory",
                        name);
            }
        });
    }

    /** What it builds is not closed: it may be one that the application uses. */
    private static boolean isOurs(String name, ClientHttpRequestFactoryBuilder<?> builder) {
        if (builder instanceof HopguardRequestFactoryBuilder) {
            return true;
        }
        try {
            return builder.build() instanceof HopguardRequestFactory;
        } catch (RuntimeException e) {
            LOG.debug("bean '{}' builds nothing without settings", name, e);
            return false;
        }
    }
}
